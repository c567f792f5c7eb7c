//! `muster user`: owners, and what every user has.

use clap::Subcommand;
use serde::Serialize;

use super::Desk;
use super::password::{PasswordFrom, Whose};
use super::print::table;
use super::trouble::{Outcome, Trouble};
use crate::domain::{Locale, Login, SecretHash, TimeZone, UserId};
use crate::error::{Code, Failure};
use crate::ops::users::{self, NewUser, User};

#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Add an owner, and with it an account
    Add(Add),
    /// List the owners
    List,
    /// Bar a user from logging in, and end its sessions
    Disable(ByLogin),
    /// Let a disabled user log in again
    Enable(ByLogin),
    /// Let a user log in to ThingSpace again whom failed logins have locked out
    Unlock(ByLogin),
    /// Give a user another password, and end its sessions
    Password(SetPassword),
}

#[derive(clap::Args)]
pub(super) struct Add {
    #[command(flatten)]
    user: NewUserArgs,
    #[command(flatten)]
    password: PasswordFrom,
}

#[derive(clap::Args)]
pub(super) struct ByLogin {
    /// The user's e-mail address
    login: Login,
}

#[derive(clap::Args)]
pub(super) struct SetPassword {
    #[command(flatten)]
    user: ByLogin,
    #[command(flatten)]
    password: PasswordFrom,
}

/// What a new user is described by.
#[derive(clap::Args)]
pub(super) struct NewUserArgs {
    /// The user's e-mail address
    #[arg(long, value_name = "EMAIL")]
    login: Login,
    /// The IANA time zone that dates are shown in
    #[arg(long, default_value = "UTC", value_name = "IANA")]
    time_zone: TimeZone,
    /// Language and country
    #[arg(long, default_value = "en_US")]
    locale: Locale,
}

impl NewUserArgs {
    /// The user, with a password that is read or asked for now.
    pub(super) fn with_password(self, from: &PasswordFrom, whose: Whose) -> Outcome<NewUser> {
        let Self { login, time_zone, locale } = self;
        let password_hash = from.hash(&login, whose)?;
        Ok(NewUser { login, password_hash, time_zone, locale })
    }
}

#[derive(Serialize)]
struct Listed {
    user_id: UserId,
    login: Login,
    time_zone: TimeZone,
    locale: Locale,
    disabled: bool,
    created: String,
}

impl UserCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List => list(desk),
            Self::Disable(ByLogin { login }) => set_disabled(desk, &login, true),
            Self::Enable(ByLogin { login }) => set_disabled(desk, &login, false),
            Self::Unlock(ByLogin { login }) => unlock(desk, &login),
            Self::Password(set) => set.run(desk),
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let new = self.user.with_password(&self.password, Whose::Owners)?;
        let (operator, login) = (desk.operator, new.login.clone());
        let owner = store
            .write_blocking(move |tx| users::add_owner(tx, operator, &new))
            .map_err(|failure| login_taken(&login, failure))?;
        desk.print.either(&serde_json::json!({ "user_id": owner.id }), || format!("owner {login} ({})", owner.id))
    }
}

impl SetPassword {
    fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let user = desk.user(&store, &self.user.login)?;
        let whose = if user.is_owner() { Whose::Owners } else { Whose::SubUsers };
        let hash = self.password.hash(&user.login, whose)?;
        let (operator, user_id) = (desk.operator, user.id);
        store.write_blocking(move |tx| users::set_password(tx, operator, &user, &hash))?;
        desk.print.either(&serde_json::json!({ "user_id": user_id }), || "password set; sessions ended".to_owned())
    }
}

fn set_disabled(desk: &Desk, login: &Login, disabled: bool) -> Outcome {
    let store = desk.open()?;
    let user = desk.user(&store, login)?;
    let (operator, user_id) = (desk.operator, user.id);
    store.write_blocking(move |tx| users::set_disabled(tx, operator, &user, disabled))?;
    desk.print.either(&serde_json::json!({ "user_id": user_id }), || {
        format!("{login} is {}", if disabled { "disabled; sessions ended" } else { "enabled" })
    })
}

fn unlock(desk: &Desk, login: &Login) -> Outcome {
    let store = desk.open()?;
    let user = desk.user(&store, login)?;
    let (operator, user_id) = (desk.operator, user.id);
    store.write_blocking(move |tx| users::unlock(tx, operator, &user))?;
    desk.print.either(&serde_json::json!({ "user_id": user_id }), || format!("{login} is not locked out"))
}

fn list(desk: &Desk) -> Outcome {
    let store = desk.open()?;
    let listed: Vec<_> = store.read(|tx| users::owners(tx, desk.operator))?.into_iter().map(Listed::from).collect();
    desk.print.either(&serde_json::json!({ "users": listed }), || {
        let row = |user: &Listed| {
            let state = if user.disabled { "disabled" } else { "" };
            vec![user.user_id.to_string(), user.login.to_string(), user.created.clone(), state.to_owned()]
        };
        table(&["id", "login", "created", ""], listed.iter().map(row))
    })
}

impl From<User> for Listed {
    fn from(user: User) -> Self {
        Self {
            user_id: user.id,
            login: user.login,
            time_zone: user.time_zone,
            locale: user.locale,
            disabled: user.disabled,
            created: user.created.to_string(),
        }
    }
}

/// The sentence for a login that somebody has.
pub(super) fn login_taken(login: &Login, failure: Failure) -> Trouble {
    match failure.code {
        Code::LoginAlreadyInUse => Trouble::refused(format!("the login {login} is in use; choose another")),
        _ => failure.into(),
    }
}

/// A fresh hash or key.
pub(super) fn random_secret() -> Outcome<SecretHash> {
    SecretHash::generate(&mut rand::rngs::SysRng)
        .map_err(|error| Trouble::database(format!("no random numbers are to be had: {error}")))
}
