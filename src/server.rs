//! The server as a value: it knows its address, runs, and stops.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::time::Duration;

use actix_web::dev;
use actix_web::{App as HttpApp, HttpServer, web};

use crate::dispatch::{self, Service};

/// How long requests under way may take to end when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// How long a head may take to arrive, and how long an idle connection is kept.
const HEAD_DEADLINE: Duration = Duration::from_secs(30);
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// A bound server.
pub struct Server {
    address: SocketAddr,
    listener: TcpListener,
    service: web::Data<Service>,
    workers: usize,
}

/// Stops a running server from another thread.
#[derive(Clone)]
pub struct StopHandle(dev::ServerHandle);

impl StopHandle {
    /// Lets requests under way end, then stops.
    pub fn stop(&self) {
        drop(self.0.stop(true));
    }
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
        Ok(Self { address, listener, service: web::Data::new(service), workers: workers() })
    }

    /// The address that it is bound to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until a signal (SIGINT, SIGTERM) or [`StopHandle::stop`], handing out the handle first. Then the service, and
    /// with it the store, is dropped: outside the async runtime, as its pools want.
    ///
    /// # Errors
    /// When the listener cannot be used.
    pub fn run(self, started: impl FnOnce(StopHandle)) -> io::Result<()> {
        let service = self.service;
        let for_workers = service.clone();
        let ran = actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                HttpApp::new().app_data(for_workers.clone()).default_service(web::to(dispatch::handle))
            })
            .workers(self.workers)
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(HEAD_DEADLINE)
            .shutdown_timeout(GRACE.as_secs())
            .listen(self.listener)?
            .run();
            started(StopHandle(server.handle()));
            server.await
        });
        drop(service);
        ran
    }
}
