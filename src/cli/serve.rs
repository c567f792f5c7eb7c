//! `muster serve`: serves the database.

use std::net::SocketAddr;

use super::trouble::{Outcome, Trouble};
use super::{Desk, print};
use crate::app::App;
use crate::config::ServeSettings;
use crate::dispatch::Service;
use crate::ratelimit::RateLimits;
use crate::seal::Keyring;
use crate::server::{self, Server};
use crate::store::Store;

#[derive(clap::Args)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
}

impl Serve {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let limits = self.settings.limits(desk.settings.limits());
        let settings = Desk::server_settings(limits, desk.keyring()?);
        let _the_only_server = Keyring::reserve(&Keyring::path_beside(&desk.settings.database))?;
        let store = Store::open(&desk.settings.database, readers(), settings)?;
        let ServeSettings { listen, rate_limit, get_mutations, require_bearer, .. } = self.settings;
        let app = App { require_bearer, ..App::new(store, RateLimits::new(rate_limit.0), get_mutations) };
        serve(listen, app, |address| format!("listening on http://{address}"))
    }
}

/// Every worker can read at the same time.
pub(super) fn readers() -> u32 {
    u32::try_from(server::workers()).unwrap_or(1)
}

/// Binds, prints the announcement, and serves until stopped.
pub(super) fn serve(listen: SocketAddr, app: App, announcement: impl FnOnce(SocketAddr) -> String) -> Outcome {
    let cannot = |error: std::io::Error| Trouble::refused(format!("cannot listen on {listen}: {error}"));
    let server = Server::bind(listen, Service::new(app)).map_err(cannot)?;
    server.run(|address, _| print::line(&announcement(address))).map_err(cannot)
}
