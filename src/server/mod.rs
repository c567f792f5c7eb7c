//! The server as a value: it knows its addresses, runs, and stops.

mod signals;
mod stopping;
mod tls;
pub mod unverified;

use std::any::Any;
use std::future::{Future as _, poll_fn};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::pin::pin;
use std::sync::Arc;

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use actix_web::{App as HttpApp, HttpServer, web};
use tokio::task::spawn_blocking;

use crate::dispatch::{self, Service};
use crate::limits::{CLOSING, CONNECTIONS_PER_WORKER, KEEP_ALIVE, LATE_REQUESTS};

use signals::Signals;

pub use stopping::StopHandle;
pub use tls::{Certificates, TlsError};

/// A bound server.
pub struct Server {
    address: SocketAddr,
    listener: TcpListener,
    operators: Option<TcpListener>,
    certificates: Option<Arc<Certificates>>,
    heeds_hangup: bool,
    service: Service,
    workers: usize,
}

/// One worker a core.
pub fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

impl Server {
    /// Binds the address; port 0 takes any free one.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub fn bind(listen: SocketAddr, service: Service) -> io::Result<Self> {
        let listener = TcpListener::bind(listen)?;
        let address = listener.local_addr()?;
        let workers = workers();
        Ok(Self { address, listener, operators: None, certificates: None, heeds_hangup: false, service, workers })
    }

    /// Binds another address, for the operator's pages, which are then not served with the rest. It speaks plain HTTP.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub fn with_operators_at(self, listen: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(listen)?;
        let service = self.service.with_operators_at(listener.local_addr()?);
        Ok(Self { operators: Some(listener), service, ..self })
    }

    /// The same over TLS, with certificates that are read again on SIGHUP.
    #[must_use]
    pub fn over_tls(self, certificates: Arc<Certificates>) -> Self {
        Self { certificates: Some(certificates), ..self }
    }

    /// The same as a service: SIGHUP, which otherwise ends a program with its terminal, makes it read again what can be.
    #[must_use]
    pub fn as_a_service(self) -> Self {
        Self { heeds_hangup: true, ..self }
    }

    /// The address that it is bound to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the operator's pages are served, if not with the rest.
    pub fn operators_address(&self) -> Option<SocketAddr> {
        self.operators.as_ref().and_then(|listener| listener.local_addr().ok())
    }

    /// Serves until Ctrl-C, SIGTERM or [`StopHandle::stop`], each of which lets requests under way end; a second signal ends
    /// the process at once. Once it serves and heeds signals, `started` is given the handle. It returns when the
    /// database is closed.
    ///
    /// # Errors
    /// When a listener or the certificates cannot be used, or `started` fails.
    pub fn run(self, started: impl FnOnce(StopHandle) -> io::Result<()>) -> io::Result<()> {
        actix_web::rt::System::new().block_on(async {
            let service = self.serve(started).await?;
            // Not on this thread, which heeds signals meanwhile.
            if !spawn_blocking(move || close(service)).await? {
                log::warn!("the database is still in use; what has been acknowledged is durable");
            }
            Ok(())
        })
    }

    /// Serves, and gives back what answered.
    async fn serve(self, started: impl FnOnce(StopHandle) -> io::Result<()>) -> io::Result<web::Data<Service>> {
        let service = web::Data::new(self.service);
        let (for_workers, for_connections) = (service.clone(), service.clone());
        let server = HttpServer::new(move || {
            HttpApp::new().app_data(for_workers.clone()).default_service(web::to(dispatch::handle))
        })
        .workers(self.workers)
        .max_connections(CONNECTIONS_PER_WORKER)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(service.limits().request_deadline)
        .on_connect(move |stream, data| greet(&for_connections, stream, data))
        .shutdown_timeout(LATE_REQUESTS.as_secs())
        .disable_signals();
        let server = match &self.certificates {
            Some(certificates) => server.listen_rustls_0_23(self.listener, certificates.config()?)?,
            None => server.listen(self.listener)?,
        };
        let server = match self.operators {
            Some(operators) => server.listen(operators)?,
            None => server,
        };
        let server = server.run();
        let signals = Signals::heed(self.heeds_hangup)?;
        let stop = StopHandle::new(server.handle(), &service, self.certificates);
        actix_web::rt::spawn(stop.clone().on(signals));
        let mut started = Some(started);
        let mut server = pin!(server);
        poll_fn(|context| {
            // The first poll starts the workers; whoever is told that the server has started may ask it at once.
            let polled = server.as_mut().poll(context);
            if let Some(started) = started.take() {
                started(stop.clone())?;
            }
            polled
        })
        .await?;
        Ok(service)
    }
}

/// Lets go of the service and waits until its database is closed; whether that was so in time. Workers have threads of their
/// own, which may outlive the server by a moment, and one of them may be the last to have it.
fn close(service: web::Data<Service>) -> bool {
    let closed = service.closed();
    drop(service);
    closed.wait(CLOSING)
}

/// Counts a connection that has been made, for as long as it is there.
fn greet(service: &Service, stream: &dyn Any, data: &mut Extensions) {
    let plain = stream.downcast_ref::<TcpStream>();
    let under_tls = || Some(stream.downcast_ref::<TlsStream<TcpStream>>()?.get_ref().0);
    if let Some(peer) = plain.or_else(under_tls).and_then(|stream| stream.peer_addr().ok())
        && let Some(connection) = service.connect(peer.ip())
    {
        data.insert(connection);
    }
}
