//! `muster init`: a database, its key file, and the first owner with an API key.

use serde::Serialize;

use super::password::PasswordStdin;
use super::trouble::{Outcome, Trouble};
use super::user::{NewUserArgs, random_secret};
use super::{Desk, key};
use crate::domain::{KeyTitle, Login, UserId};
use crate::ops::{api_keys, users};
use crate::seal::Keyring;
use crate::store::Store;

#[derive(clap::Args)]
pub(super) struct Init {
    #[command(flatten)]
    user: NewUserArgs,
    #[command(flatten)]
    password: PasswordStdin,
}

#[derive(Serialize)]
struct Made {
    user_id: UserId,
    login: Login,
    api_key: String,
}

impl Init {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let path = &desk.settings.database;
        if path.exists() {
            return Err(Trouble::refused(format!(
                "{} exists already; name another file with --database",
                path.display()
            )));
        }
        let key_path = Keyring::path_beside(path);
        if key_path.exists() {
            let key_path = key_path.display();
            return Err(Trouble::refused(format!(
                "{key_path} exists already; it may open another database's keys: move it"
            )));
        }
        let new = self.user.with_password(self.password.hash()?);
        let title: KeyTitle = "init".parse().map_err(|why| Trouble::refused(format!("{why}")))?;

        let store = Store::create(path, 1, Desk::store_settings(desk.settings.limits()))?;
        let keyring = Keyring::create(&key_path, &mut rand::rngs::SysRng)?;
        let secret = random_secret()?;
        let (operator, revealed) = (desk.operator, secret.reveal());
        let owner = store.write_blocking(move |tx| {
            let owner = users::add_owner(tx, operator, &new)?;
            let sealed = keyring.seal(&secret, owner.account, &mut rand::rngs::SysRng)?;
            api_keys::create(tx, operator, &owner, &secret, &title, &sealed)?;
            Ok::<_, Trouble>(owner)
        })?;
        let made = Made { user_id: owner.id, login: owner.login, api_key: revealed };
        desk.print.either(&made, || {
            format!(
                "made {} and its key file {}\nowner {} ({})\nAPI key {}\n{}",
                path.display(),
                key_path.display(),
                made.login,
                made.user_id,
                made.api_key,
                key::KEEP_IT
            )
        })
    }
}
