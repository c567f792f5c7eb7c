//! The server as a value: it knows its address, runs, and stops.

use std::future::{Future as _, poll_fn};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::pin::pin;
use std::time::Duration;

use actix_web::dev;
use actix_web::{App as HttpApp, HttpServer, web};

use crate::dispatch::{self, Service};

/// How long requests under way may take to end when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// How long an idle connection is kept.
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

    /// Serves until SIGTERM or [`StopHandle::stop`], which let requests under way end, or SIGINT, on which the HTTP library
    /// drops them. Once signals are heeded, `started` is told the address and given the handle. At the end the service, and with it the store, is dropped: outside the async runtime, as its
    /// pools want.
    ///
    /// # Errors
    /// When the listener cannot be used, or `started` fails.
    pub fn run(self, started: impl FnOnce(SocketAddr, StopHandle) -> io::Result<()>) -> io::Result<()> {
        let service = self.service;
        let head_deadline = service.limits().request_deadline;
        let for_workers = service.clone();
        let ran = actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                HttpApp::new().app_data(for_workers.clone()).default_service(web::to(dispatch::handle))
            })
            .workers(self.workers)
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(head_deadline)
            .shutdown_timeout(GRACE.as_secs())
            .listen(self.listener)?
            .run();
            let mut started = Some((started, StopHandle(server.handle())));
            let mut server = pin!(server);
            poll_fn(|context| {
                // The first poll takes over the signals; whoever was told the address may send one.
                let polled = server.as_mut().poll(context);
                if let Some((started, stop)) = started.take() {
                    started(self.address, stop)?;
                }
                polled
            })
            .await
        });
        drop(service);
        ran
    }
}
