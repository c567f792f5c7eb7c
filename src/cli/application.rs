//! `muster app`: applications, which ThingSpace's clients pass the gateway with.

use clap::Subcommand;
use serde::Serialize;

use super::Desk;
use super::print::table;
use super::trouble::{Outcome, Trouble};
use crate::domain::{ApplicationKey, ApplicationTitle};
use crate::error::{Code, Failure};
use crate::limits;
use crate::ops::applications::{self, KnownApplication};

#[derive(Subcommand)]
pub(super) enum AppCommand {
    /// Add an application, and print its key and its secret
    Add {
        /// What the application is for
        #[arg(long)]
        title: ApplicationTitle,
    },
    /// List the applications
    List,
    /// Revoke an application, and its token, at once
    Revoke {
        /// The application's key
        key: String,
    },
}

#[derive(Serialize)]
struct Listed {
    key: ApplicationKey,
    title: ApplicationTitle,
    created: String,
}

impl AppCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        match self {
            Self::Add { title } => add(desk, title),
            Self::List => list(desk),
            Self::Revoke { key } => revoke(desk, &key),
        }
    }
}

fn add(desk: &Desk, title: ApplicationTitle) -> Outcome {
    let operator = desk.operator;
    let added = desk.open()?.write_blocking(move |tx| applications::add(tx, operator, &title));
    let (KnownApplication { key, .. }, secret) = added.map_err(|failure: Failure| match failure.code {
        Code::OverQuota => Trouble::refused(format!(
            "there are {} applications, which is the most; revoke one with: muster app revoke KEY",
            limits::APPLICATIONS
        )),
        _ => failure.into(),
    })?;
    let secret = secret.reveal();
    desk.print.either(&serde_json::json!({ "key": key, "secret": secret }), || {
        format!("key    {key}\nsecret {secret}\nThe secret is shown only now, and cannot be shown again: keep it safe.")
    })
}

fn list(desk: &Desk) -> Outcome {
    let applications = desk.open()?.read(|tx| applications::list(tx, desk.operator))?;
    let shown = |KnownApplication { key, title, created }| Listed { key, title, created: created.to_string() };
    let listed: Vec<_> = applications.into_iter().map(shown).collect();
    desk.print.either(&serde_json::json!({ "applications": listed }), || {
        let row = |app: &Listed| vec![app.key.to_string(), app.title.to_string(), app.created.clone()];
        table(&["key", "title", "created"], listed.iter().map(row))
    })
}

fn revoke(desk: &Desk, key: &str) -> Outcome {
    // Parsed here and not by clap, whose message would repeat a secret that was given in the key's place.
    let key: ApplicationKey =
        key.to_ascii_lowercase().parse().map_err(|why| Trouble::refused(format!("the key {why}")))?;
    let operator = desk.operator;
    desk.open()?.write_blocking(move |tx| applications::revoke(tx, operator, &key)).map_err(|failure: Failure| {
        match failure.code {
            Code::NotFoundInDatabase => Trouble::refused("there is no application with this key; see: muster app list"),
            _ => failure.into(),
        }
    })?;
    desk.print.either(&serde_json::json!({ "revoked": true }), || "revoked".to_owned())
}
