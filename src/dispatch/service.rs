//! What answers requests, put together.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::connections::{Connection, Connections};
use super::meters::Meters;
use super::origins::Origins;
use super::proxies::TrustedProxies;
use crate::action::{ActionDef, Vendor};
use crate::app::App;
use crate::draining::Draining;
use crate::limits::{LONG_BODIES, Limits};
use crate::metrics::Metrics;
use crate::pages::Listener;
use crate::ratelimit::network;
use crate::store::Closed;
use crate::{navixy, plaspy, thingspace};

/// What answers requests: the app and the routes to its actions.
pub struct Service {
    pub(super) app: Arc<App>,
    /// Each vendor that owns some paths.
    owners: [Owner; 2],
    /// The one that owns all others.
    navixy: Owner,
    pub(super) origins: Origins,
    pub(super) proxies: TrustedProxies,
    connections: Arc<Connections>,
    operators_at: Option<SocketAddr>,
    pub(super) long_bodies: Arc<Semaphore>,
}

/// A vendor, and what is counted of its actions.
pub(super) struct Owner {
    pub(super) vendor: Box<dyn Vendor>,
    pub(super) meters: Meters,
}

impl Owner {
    fn new(metrics: &Arc<Metrics>, vendor: impl Vendor + 'static) -> Self {
        Self { meters: Meters::new(metrics, &vendor), vendor: Box::new(vendor) }
    }
}

impl Service {
    /// A service of every dialect's own actions.
    pub fn new(app: App) -> Self {
        Self::with_actions(app, navixy::ACTIONS)
    }

    /// A service with other actions, such as a test's, in the place of the Navixy dialect's.
    pub fn with_actions(app: App, actions: &'static [ActionDef]) -> Self {
        let metrics = &app.metrics;
        Self {
            connections: Arc::new(Connections::new(app.store.limits().connections_per_address)),
            operators_at: None,
            owners: [
                Owner::new(metrics, plaspy::Surface::default()),
                Owner::new(metrics, thingspace::Surface::default()),
            ],
            navixy: Owner::new(metrics, navixy::Surface::new(actions)),
            app: Arc::new(app),
            origins: Origins::default(),
            proxies: TrustedProxies::default(),
            long_bodies: Arc::new(Semaphore::new(LONG_BODIES)),
        }
    }

    /// The same for pages of these origins; of all, if none is said.
    #[must_use]
    pub fn readable_by(self, origins: Origins) -> Self {
        Self { origins, ..self }
    }

    /// The same behind these proxies; none is trusted if none is said.
    #[must_use]
    pub fn behind(self, proxies: TrustedProxies) -> Self {
        Self { proxies, ..self }
    }

    /// The same with the operator's pages at this address, and not with the rest.
    #[must_use]
    pub fn with_operators_at(self, address: SocketAddr) -> Self {
        Self { operators_at: Some(address), ..self }
    }

    /// Counts a connection from an address, of IPv6 from a network, which is one customer's. Those of proxies that are
    /// trusted do not count: they carry many callers'.
    pub fn connect(&self, address: IpAddr) -> Option<Connection> {
        (!self.proxies.has(address)).then(|| self.connections.open(network(address)))
    }

    /// The requests under way.
    pub fn draining(&self) -> &Arc<Draining> {
        &self.app.draining
    }

    /// The end of its database, which comes after its own.
    pub fn closed(&self) -> Closed {
        self.app.store.closed()
    }

    /// Whose path it is.
    pub(super) fn owner(&self, path: &str) -> &Owner {
        self.owners.iter().find(|owner| owner.vendor.owns(path)).unwrap_or(&self.navixy)
    }

    /// Which listener that address is of.
    pub(super) fn listener(&self, local: SocketAddr) -> Listener {
        match self.operators_at {
            None => Listener::Only,
            Some(operators) if operators == local => Listener::Operator,
            Some(_) => Listener::Callers,
        }
    }

    /// What its requests are bounded by.
    pub fn limits(&self) -> &Limits {
        self.app.store.limits()
    }
}
