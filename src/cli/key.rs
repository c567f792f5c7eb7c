//! `muster key`: API keys.

use clap::Subcommand;
use serde::Serialize;

use super::Desk;
use super::print::table;
use super::trouble::{Outcome, Trouble};
use crate::access::Master;
use crate::domain::{KeyTitle, Login, SecretHash};
use crate::error::{Code, Failure};
use crate::limits;
use crate::ops::api_keys::{self, KeptKey};

#[derive(Subcommand)]
pub(super) enum KeyCommand {
    /// Make an API key: an owner's acts as the owner, a sub-user's is only exchanged for a Plaspy token
    Create {
        /// The e-mail address of an owner or a sub-user
        #[arg(long, value_name = "EMAIL")]
        login: Login,
        /// What the key is for
        #[arg(long)]
        title: KeyTitle,
    },
    /// List a user's API keys
    List {
        /// The e-mail address of an owner or a sub-user
        #[arg(long, value_name = "EMAIL")]
        login: Login,
    },
    /// Revoke an API key at once, or all of a title
    Revoke(Revoke),
}

#[derive(clap::Args)]
pub(super) struct Revoke {
    /// The key; or, of one that nobody can tell, its user and its title
    key: Option<String>,
    #[command(flatten)]
    titled: Option<Titled>,
}

#[derive(clap::Args)]
pub(super) struct Titled {
    /// The e-mail address of an owner or a sub-user, all of whose keys of the title are revoked
    #[arg(long, value_name = "EMAIL", required = false, requires = "title")]
    login: Login,
    /// What they are for
    #[arg(long, required = false, requires = "login")]
    title: KeyTitle,
}

/// What a person is told beside a key.
pub(super) const KEEP_IT: &str = "Who has the key acts as its user: keep it secret.";

/// What stands in the list for a key that cannot be shown.
const SHUT: &str = "(does not open)";

#[derive(Serialize)]
struct Listed {
    key: Option<String>,
    title: KeyTitle,
    created: String,
}

impl KeyCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        match self {
            Self::Create { login, title } => create(desk, &login, title),
            Self::List { login } => list(desk, &login),
            Self::Revoke(Revoke { key: Some(key), titled: None }) => revoke(desk, &key),
            Self::Revoke(Revoke { key: None, titled: Some(titled) }) => revoke_titled(desk, titled),
            Self::Revoke(_) => {
                Err(Trouble::usage("name either the <KEY>, or its user and title by --login and --title"))
            }
        }
    }
}

fn create(desk: &Desk, login: &Login, title: KeyTitle) -> Outcome {
    let store = desk.open_with_keys()?;
    let user = desk.user(&store, login)?;
    let by = Master::by_operator(desk.operator, user.account);
    let created = store.write_blocking(move |tx| api_keys::create_for(tx, &by, user.id, &title));
    let key = created.map_err(|failure: Failure| match failure.code {
        Code::OverQuota => Trouble::refused(format!(
            "{login} has {} API keys, which is the most; revoke one with: muster key revoke KEY",
            limits::API_KEYS_PER_USER
        )),
        _ => failure.into(),
    })?;
    let key = key.hash.reveal();
    desk.print.either(&serde_json::json!({ "key": key }), || format!("{key}\n{KEEP_IT}"))
}

fn list(desk: &Desk, login: &Login) -> Outcome {
    let store = desk.open_with_keys()?;
    let user = desk.user(&store, login)?;
    let by = Master::by_operator(desk.operator, user.account);
    let keys = store.read(|tx| api_keys::list_of(tx, &by, user.id))?;
    let shown = |KeptKey { hash, title, created }| Listed {
        key: hash.map(|hash| hash.reveal()),
        title,
        created: created.to_string(),
    };
    let listed: Vec<_> = keys.into_iter().map(shown).collect();
    desk.print.either(&serde_json::json!({ "keys": listed }), || {
        let row = |Listed { key, title, created }: &Listed| {
            vec![key.as_deref().unwrap_or(SHUT).to_owned(), title.to_string(), created.clone()]
        };
        table(&["key", "title", "created"], listed.iter().map(row))
    })
}

fn revoke(desk: &Desk, key: &str) -> Outcome {
    // Parsed here and not by clap, whose message would repeat the key.
    let key: SecretHash = key.parse().map_err(|why| Trouble::refused(format!("the key {why}")))?;
    let store = desk.open()?;
    let operator = desk.operator;
    store.write_blocking(move |tx| api_keys::revoke_by_operator(tx, operator, &key)).map_err(
        |failure| match failure.code {
            Code::NotFoundInDatabase => {
                Trouble::refused("there is no such API key; see: muster key list --login EMAIL")
            }
            _ => failure.into(),
        },
    )?;
    desk.print.either(&serde_json::json!({ "revoked": true }), || "revoked".to_owned())
}

fn revoke_titled(desk: &Desk, Titled { login, title }: Titled) -> Outcome {
    let store = desk.open()?;
    let user = desk.user(&store, &login)?;
    let by = Master::by_operator(desk.operator, user.account);
    let revoked = store.write_blocking(move |tx| api_keys::revoke_titled(tx, &by, user.id, &title)).map_err(
        |failure: Failure| match failure.code {
            Code::NotFoundInDatabase => {
                Trouble::refused(format!("{login} has no API key of this title; see: muster key list --login {login}"))
            }
            _ => failure.into(),
        },
    )?;
    desk.print.either(&serde_json::json!({ "revoked": true, "count": revoked }), || format!("revoked {revoked}"))
}
