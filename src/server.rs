//! The server as a value: it knows its address, runs, and stops.

use std::future::{Future as _, poll_fn};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::pin::pin;
#[cfg(unix)]
use std::task::Poll;
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

    /// Serves until Ctrl-C, SIGTERM or [`StopHandle::stop`], each of which lets requests under way end. Once it serves and
    /// heeds signals, `started` is told the address and given the handle. At the end the service, and with it the store, is
    /// dropped: outside the async runtime, as its pools want.
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
            .shutdown_signal(told_to_stop()?)
            .listen(self.listener)?
            .run();
            let mut started = Some((started, StopHandle(server.handle())));
            let mut server = pin!(server);
            poll_fn(|context| {
                // The first poll starts the workers and waits for signals; whoever was told the address may send one.
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

/// Done when the process is told to stop. The HTTP library would heed the same signals, but drop requests under way on all
/// but SIGTERM.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use actix_web::rt::signal::unix::{SignalKind, signal};

    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::quit()];
    let mut signals = kinds.into_iter().map(signal).collect::<io::Result<Vec<_>>>()?;
    Ok(poll_fn(move |context| {
        let told = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if told { Poll::Ready(()) } else { Poll::Pending }
    }))
}

/// Done when the process is told to stop: by Ctrl-C, the one way that there is everywhere.
#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        if let Err(error) = actix_web::rt::signal::ctrl_c().await {
            log::error!("Ctrl-C is not heeded: {error}");
            std::future::pending::<()>().await;
        }
    })
}
