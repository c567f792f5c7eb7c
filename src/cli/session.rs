//! `muster session`: a session hash for a login, without its password.

use clap::Subcommand;

use super::Desk;
use super::trouble::{Outcome, Trouble};
use crate::domain::Login;
use crate::error::{Code, Failure};
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
        let operator = desk.operator;
        let opened = store.write_blocking(move |tx| sessions::open_by_operator(tx, operator, &user));
        let hash = opened.map_err(|failure: Failure| match failure.code {
            Code::UserBlocked => Trouble::refused(format!("{login} is disabled; see: muster user enable {login}")),
            Code::UserNotActivated => {
                Trouble::refused(format!("{login} is not activated, or not at this time; its owner can change that"))
            }
            Code::LoginsLimitExceeded => Trouble::refused(format!("{login} has as many sessions as it may; end some")),
            _ => failure.into(),
        })?;
        let hash = hash.reveal();
        desk.print.either(&serde_json::json!({ "hash": hash }), || hash.clone())
    }
}
