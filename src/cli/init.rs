//! `muster init`: a database, its key file, and the first owner with an API key.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::password::PasswordStdin;
use super::trouble::{Outcome, Trouble};
use super::user::NewUserArgs;
use super::{Desk, key};
use crate::access::Master;
use crate::domain::{KeyTitle, Login, UserId};
use crate::error::Failure;
use crate::ops::api_keys::{self, ApiKey};
use crate::ops::users::{self, NewUser, User};
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
        let key_path = Keyring::path_beside(path);
        for file in [path, &key_path] {
            if file.symlink_metadata().is_ok() {
                let file = file.display();
                return Err(Trouble::refused(format!("{file} exists already; name another file with --database")));
            }
        }
        let new = self.user.with_password(self.password.hash()?);
        let draft = Draft::beside(path);
        let (owner, key) = draft.fill(desk, new)?;
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

/// A database under another name until it is whole, so that a failure leaves nothing that looks like one.
struct Draft {
    database: PathBuf,
    key: PathBuf,
}

impl Draft {
    /// A draft of the database at `path`; one that a crash left there is removed.
    fn beside(path: &Path) -> Self {
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        let database = PathBuf::from(name);
        let draft = Self { key: Keyring::path_beside(&database), database };
        draft.remove();
        draft
    }

    fn fill(&self, desk: &Desk, new: NewUser) -> Outcome<(User, ApiKey)> {
        let title: KeyTitle = "init".parse().map_err(|why| Trouble::refused(format!("{why}")))?;
        let keyring = Keyring::create(&self.key, &mut rand::rngs::SysRng)?;
        let settings = Desk::store_settings(desk.settings.limits(), Some(keyring));
        let store = Store::create(&self.database, 1, settings)?;
        let operator = desk.operator;
        Ok(store.write_blocking(move |tx| {
            let owner = users::add_owner(tx, operator, &new)?;
            let key = api_keys::create(tx, &Master::by_operator(operator, owner.account), &title)?;
            Ok::<_, Failure>((owner, key))
        })?)
    }

    /// Gives both files their names. A link, unlike a rename, never replaces what somebody has put there meanwhile.
    fn put_in_place(self, path: &Path, key_path: &Path) -> Outcome {
        let link = |draft: &Path, place: &Path| {
            let cannot = |error| Trouble::refused(format!("cannot make {}: {error}", place.display()));
            fs::hard_link(draft, place).map_err(cannot)
        };
        link(&self.key, key_path)?;
        link(&self.database, path).inspect_err(|_| drop(fs::remove_file(key_path)))
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm", ".key"] {
            let mut file = self.database.as_os_str().to_owned();
            file.push(end);
            // It may well not be there.
            let _ = fs::remove_file(file);
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.remove();
    }
}
