//! `muster session`: a session hash for a login, without its password.

use clap::Subcommand;

use super::Desk;
use super::trouble::{Outcome, Trouble};
use super::user::random_secret;
use crate::domain::Login;
use crate::error::Code;
use crate::ops::sessions;

#[derive(Subcommand)]
pub(super) enum SessionCommand {
    /// Open a session, and print its hash
    Create {
        /// The user's e-mail address
        #[arg(long, value_name = "EMAIL")]
        login: Login,
    },
}

impl SessionCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let Self::Create { login } = self;
        let store = desk.open()?;
        let user = desk.user(&store, &login)?;
        let secret = random_secret()?;
        let (operator, hash) = (desk.operator, secret.reveal());
        let opened = store.write_blocking(move |tx| sessions::open(tx, operator, &user, &secret));
        opened.map_err(|failure| match failure.code {
            Code::UserBlocked => Trouble::refused(format!("{login} is disabled; see: muster user enable {login}")),
            _ => failure.into(),
        })?;
        desk.print.either(&serde_json::json!({ "hash": hash }), || hash.clone())
    }
}
