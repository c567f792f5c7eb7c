//! `muster init`: a database, its key file, and the first owner with an API key.

use rand::rngs::SysRng;
use serde::Serialize;

use super::password::{PasswordFrom, Whose};
use super::trouble::{Outcome, Trouble};
use super::user::NewUserArgs;
use super::{Desk, key};
use crate::access::Master;
use crate::backups::Draft;
use crate::domain::{KeyTitle, Login, UserId};
use crate::error::Failure;
use crate::ops::api_keys::{self, ApiKey};
use crate::ops::users::{self, NewUser, User};
use crate::seal::Keyring;
use crate::store::Store;

/// What a draft of a new database ends with.
const DRAFT: &str = ".new";

#[derive(clap::Args)]
pub(super) struct Init {
    #[command(flatten)]
    user: NewUserArgs,
    #[command(flatten)]
    password: PasswordFrom,
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
        let key_path = Keyring::path_beside(path);
        for file in [path, &key_path] {
            if file.symlink_metadata().is_ok() {
                let file = file.display();
                return Err(Trouble::refused(format!("{file} exists already; name another file with --database")));
            }
        }
        let new = self.user.with_password(&self.password, Whose::Owners)?;
        let mut draft = Draft::of(path, DRAFT).map_err(|error| Trouble::database(error.to_string()))?;
        let keyring = draft.write_key(&Keyring::new_key(&mut SysRng)?)?;
        let (owner, key) = fill(&draft, keyring, desk, new)?;
        draft.sync()?;
        draft.put_in_place(path, &key_path)?;
        let made = Made { user_id: owner.id, login: owner.login, api_key: key.hash.reveal() };
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

fn fill(draft: &Draft, keyring: Keyring, desk: &Desk, new: NewUser) -> Outcome<(User, ApiKey)> {
    let title: KeyTitle = "init".parse().map_err(|why| Trouble::refused(format!("{why}")))?;
    let settings = Desk::store_settings(desk.settings.limits(), Some(keyring));
    let store = Store::create(draft.database(), 1, settings)?;
    let operator = desk.operator;
    Ok(store.write_blocking(move |tx| {
        let owner = users::add_owner(tx, operator, &new)?;
        let key = api_keys::create(tx, &Master::by_operator(operator, owner.account), &title)?;
        Ok::<_, Failure>((owner, key))
    })?)
}
