//! `muster account`: owners' accounts.

use clap::Subcommand;

use super::Desk;
use super::trouble::{Outcome, Trouble};
use crate::access::Master;
use crate::domain::{AccountName, Login};
use crate::error::{Code, Failure};
use crate::ops::accounts;
use crate::ops::users::User;
use crate::store::Store;

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Tell what ThingSpace's clients call an owner's account by, or give it another name
    Name {
        /// The owner's e-mail address
        #[arg(long, value_name = "EMAIL")]
        owner: Login,
        /// The new name; an account that was given none has its owner's id in ten digits, and -00001
        name: Option<AccountName>,
    },
}

impl AccountCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let Self::Name { owner: login, name } = self;
        let store = desk.open()?;
        let owner = desk.owner(&store, &login)?;
        let name = match name {
            Some(name) => rename(desk, &store, owner, name)?,
            None => store.read(|tx| accounts::name(tx, &Master::by_operator(desk.operator, owner.account)))?,
        };
        desk.print
            .either(&serde_json::json!({ "account_name": name }), || format!("the account of {login} is called {name}"))
    }
}

fn rename(desk: &Desk, store: &Store, owner: User, name: AccountName) -> Outcome<AccountName> {
    let (operator, wanted) = (desk.operator, name.clone());
    let renamed = store.write_blocking(move |tx| accounts::set_name(tx, operator, &owner, &wanted));
    renamed.map_err(|failure: Failure| match failure.code {
        Code::EntityAlreadyExists => refused(&name),
        _ => failure.into(),
    })?;
    Ok(name)
}

/// The sentence for a name that another account has, or would have by itself.
fn refused(name: &AccountName) -> Trouble {
    Trouble::refused(if name.is_a_default() {
        format!("{name} is kept for the account of the owner with that id; choose another name")
    } else {
        format!("another account is called {name}; choose another name")
    })
}
