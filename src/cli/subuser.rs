//! `muster subuser`: sub-users of an owner.

use clap::Subcommand;
use serde::Serialize;

use super::Desk;
use super::password::{PasswordFrom, Whose};
use super::print::table;
use super::tracker::tracker_id;
use super::trouble::{Outcome, Trouble};
use super::user::{NewUserArgs, login_taken};
use crate::access::Master;
use crate::domain::{Login, Right, TrackerId, UserId};
use crate::error::{Code, Failure};
use crate::ops::{sub_users, users};

#[derive(Subcommand)]
pub(super) enum SubuserCommand {
    /// Add a sub-user
    Add(Add),
    /// List an owner's sub-users
    List(List),
    /// Let a sub-user see trackers of its owner
    Bind(Bind),
}

#[derive(clap::Args)]
pub(super) struct Add {
    /// The owner's e-mail address
    #[arg(long, value_name = "EMAIL")]
    owner: Login,
    #[command(flatten)]
    user: NewUserArgs,
    #[command(flatten)]
    password: PasswordFrom,
    /// The sub-user's rights, with commas between them
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    rights: Vec<Right>,
}

#[derive(clap::Args)]
pub(super) struct List {
    /// The owner's e-mail address
    #[arg(long, value_name = "EMAIL")]
    owner: Login,
}

#[derive(clap::Args)]
pub(super) struct Bind {
    /// The sub-user's e-mail address
    #[arg(long, value_name = "EMAIL")]
    login: Login,
    /// The trackers' ids, with commas between them
    #[arg(long, value_delimiter = ',', required = true, value_parser = tracker_id, value_name = "ID,ID")]
    trackers: Vec<TrackerId>,
}

#[derive(Serialize)]
struct Listed {
    subuser_id: UserId,
    login: Login,
    rights: Vec<&'static str>,
    disabled: bool,
    created: String,
}

impl SubuserCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
            Self::Bind(bind) => bind.run(desk),
        }
    }
}

impl Bind {
    fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let sub_user = desk.user(&store, &self.login)?;
        if sub_user.is_owner() {
            return Err(Trouble::refused(format!(
                "{} is an owner, who sees all trackers; name a sub-user",
                self.login
            )));
        }
        let by = Master::by_operator(desk.operator, sub_user.account);
        let bound = self.trackers.len();
        store.write_blocking(move |tx| sub_users::bind(tx, &by, sub_user.id, &self.trackers)).map_err(
            |failure: Failure| match failure.code {
                Code::EntriesListMismatch => Trouble::refused(
                    "the sub-user's owner lacks one of these trackers; see: muster tracker list --owner EMAIL",
                ),
                _ => failure.into(),
            },
        )?;
        desk.print.either(&serde_json::json!({ "bound": bound }), || format!("{} sees them now", self.login))
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let owner = desk.owner(&store, &self.owner)?;
        let new = self.user.with_password(&self.password, Whose::SubUsers)?;
        let rights = self.rights.into_iter().collect();
        let (operator, login) = (desk.operator, new.login.clone());
        let user = store
            .write_blocking(move |tx| users::add_sub_user(tx, operator, &owner, &new, rights))
            .map_err(|failure| login_taken(&login, failure))?;
        desk.print.either(&serde_json::json!({ "subuser_id": user.id }), || format!("sub-user {login} ({})", user.id))
    }
}

impl List {
    fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let owner = desk.owner(&store, &self.owner)?;
        let sub_users = store.read(|tx| users::sub_users(tx, desk.operator, &owner))?;
        let listed: Vec<_> = sub_users
            .into_iter()
            .map(|(user, rights)| Listed {
                subuser_id: user.id,
                login: user.login,
                rights: rights.iter().map(Right::name).collect(),
                disabled: user.disabled,
                created: user.created.to_string(),
            })
            .collect();
        desk.print.either(&serde_json::json!({ "subusers": listed }), || {
            let row = |user: &Listed| {
                let state = if user.disabled { "disabled" } else { "" };
                vec![user.subuser_id.to_string(), user.login.to_string(), user.rights.join(", "), state.to_owned()]
            };
            table(&["id", "login", "rights", ""], listed.iter().map(row))
        })
    }
}
