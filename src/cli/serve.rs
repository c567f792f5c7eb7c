//! `muster serve`: serves the database.

use std::net::SocketAddr;
use std::sync::Arc;

use super::trouble::{Outcome, Trouble};
use super::{Desk, print};
use crate::app::App;
use crate::backups::{Plan, Schedule};
use crate::config::ServeSettings;
use crate::dispatch::Service;
use crate::files;
use crate::ratelimit::RateLimits;
use crate::seal::Keyring;
use crate::server::{self, Certificates, Server};
use crate::store::Store;

#[derive(clap::Args)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
}

impl Serve {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let certificates = self.certificates()?;
        let limits = self.settings.limits(desk.settings.limits());
        let settings = Desk::server_settings(limits, desk.keyring()?);
        let _the_only_server = Keyring::reserve(&desk.key_path())?;
        let store = Store::open(&desk.settings.database, readers(), settings)?;
        for file in [&desk.settings.database, &desk.key_path()] {
            if files::others_may_read(file) {
                log::warn!("{} may be read by others; let only its owner read it: chmod 600", file.display());
            }
        }
        let backups = self.backups()?;
        let app = self.app(store);
        // Stopped when the server has stopped.
        let _backups =
            backups.map(|plan| Schedule::start(plan, desk.settings.database.clone(), Arc::clone(&app.metrics)));
        let ServeSettings { listen, admin_listen, trusted_proxies, cors_origins, .. } = self.settings;
        let service = Service::new(app).behind(trusted_proxies).readable_by(cors_origins);
        let server = bind(listen, service)?.as_a_service();
        let server = match admin_listen {
            Some(operators) => server.with_operators_at(operators).map_err(|error| cannot_listen(operators, &error))?,
            None => server,
        };
        match certificates {
            Some(certificates) => {
                run(server.over_tls(certificates), |address| format!("listening on https://{address}"))
            }
            None => run(server, |address| format!("listening on http://{address}")),
        }
    }

    fn app(&self, store: Store) -> App {
        let ServeSettings { rate_limit, get_mutations, require_bearer, metrics_token, .. } = self.settings;
        App { require_bearer, metrics_token, ..App::new(store, RateLimits::new(rate_limit.0), get_mutations) }
    }

    /// The backups that the settings ask for, whose folder must be there and writable: a backup that fails is only told in
    /// the log.
    fn backups(&self) -> Outcome<Option<Plan>> {
        let plan = self.settings.backups();
        if let Some(Plan { folder, .. }) = &plan {
            let name = folder.display();
            if !folder.is_dir() {
                return Err(Trouble::refused(format!(
                    "{name} is no folder; make it, or name another with --backup-dir"
                )));
            }
            tempfile::tempfile_in(folder).map_err(|error| {
                Trouble::refused(format!("cannot write to {name}: {error}; name another folder with --backup-dir"))
            })?;
        }
        Ok(plan)
    }

    /// The certificate that the settings name, read before anything is opened.
    fn certificates(&self) -> Outcome<Option<Arc<Certificates>>> {
        match (&self.settings.tls_cert, &self.settings.tls_key) {
            (Some(certificate), Some(key)) => {
                let read = Certificates::load(certificate.clone(), key.clone());
                Ok(Some(Arc::new(read.map_err(|error| Trouble::refused(error.to_string()))?)))
            }
            (None, None) => Ok(None),
            _ => Err(Trouble::refused("TLS takes both --tls-cert and --tls-key")),
        }
    }
}

/// Every worker can read at the same time.
pub(super) fn readers() -> u32 {
    u32::try_from(server::workers()).unwrap_or(1)
}

/// Binds the server of an API.
pub(super) fn bind(listen: SocketAddr, service: Service) -> Outcome<Server> {
    Server::bind(listen, service).map_err(|error| cannot_listen(listen, &error))
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Trouble {
    Trouble::refused(format!("cannot listen on {address}: {error}"))
}

/// Prints the announcement, and where the operator's pages are if that is elsewhere, and serves until stopped.
pub(super) fn run(server: Server, announcement: impl FnOnce(SocketAddr) -> String) -> Outcome {
    let address = server.address();
    let operators = server.operators_address();
    let announce = |_| {
        print::line(&announcement(address))?;
        operators.map_or(Ok(()), |operators| print::line(&format!("metrics and documents on http://{operators}")))
    };
    Ok(server.run(announce)?)
}
