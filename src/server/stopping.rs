//! How a server stops: it says that it will, lets requests under way end, and closes the database last.

use std::pin::pin;
use std::process;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use futures_util::future::{Either, select};
use tokio::sync::Notify;
use tokio::time::sleep;

use super::signals::{Order, Signals};
use super::tls::Certificates;
use crate::dispatch::Service;
use crate::draining::Draining;

/// How often is looked whether those under way have ended.
const LOOK: Duration = Duration::from_millis(5);

/// Stops a running server, from any thread.
#[derive(Clone)]
pub struct StopHandle {
    server: ServerHandle,
    told: Arc<Notify>,
    draining: Arc<Draining>,
    patience: Duration,
    certificates: Option<Arc<Certificates>>,
}

impl StopHandle {
    pub(super) fn new(server: ServerHandle, service: &Service, certificates: Option<Arc<Certificates>>) -> Self {
        let draining = Arc::clone(service.draining());
        Self { server, told: Arc::default(), draining, patience: service.limits().drain, certificates }
    }

    /// Lets requests under way end, then stops.
    pub fn stop(&self) {
        self.told.notify_one();
    }

    /// Heeds signals, and [`StopHandle::stop`].
    pub(super) async fn on(self, mut signals: Signals) {
        while let Either::Left((Order::Reload, _)) = select(pin!(signals.next()), pin!(self.told.notified())).await {
            self.reload();
        }
        if let Either::Left((_, insisted)) = select(pin!(self.drain()), pin!(insisted(signals))).await {
            // Until the database is closed, which ends the runtime.
            insisted.await;
        }
    }

    /// Reads the certificates again. With bad ones it goes on with those that it has.
    fn reload(&self) {
        let Some(certificates) = &self.certificates else {
            return log::info!("SIGHUP: there are no certificates to read again");
        };
        match certificates.reload() {
            Ok(()) => log::info!("SIGHUP: the certificates have been read again"),
            Err(error) => log::error!("SIGHUP: the certificates stay as they were: {error}"),
        }
    }

    /// Says that the server is stopping, and waits for those who asked before that. Meanwhile others are still answered, so
    /// that whoever asks whether the server is ready is told that it is not.
    async fn drain(&self) {
        let began = Instant::now();
        self.draining.begin();
        log::info!("stopping");
        while !self.draining.are_earlier_done() && began.elapsed() < self.patience {
            sleep(LOOK).await;
        }
        if !self.draining.are_earlier_done() {
            log::warn!("{} requests are cut off", self.draining.under_way());
        }
        self.server.stop(true).await;
    }
}

/// Ends the process when it is told once more to stop. What has been acknowledged is durable.
async fn insisted(mut signals: Signals) {
    while signals.next().await != Order::Stop {}
    eprintln!("muster: stopped at once");
    process::exit(1);
}
