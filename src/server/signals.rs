//! What the process is told from outside.

use std::io;

/// What a signal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Stop.
    Stop,
    /// Read again what can be read again.
    Reload,
}

pub(super) use kind::Signals;

#[cfg(unix)]
mod kind {
    use std::future::poll_fn;
    use std::task::Poll;

    use actix_web::rt::signal::unix::{Signal, SignalKind, signal};

    use super::{Order, io};

    /// The signals that are heeded: a service must not end because somebody's terminal does.
    pub(in crate::server) struct Signals(Vec<(Signal, Order)>);

    impl Signals {
        /// Heeds them from now on.
        pub(in crate::server) fn heed(hangup: bool) -> io::Result<Self> {
            let stopping = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::quit()];
            let stopping = stopping.into_iter().map(|kind| (kind, Order::Stop));
            let reloading = hangup.then_some((SignalKind::hangup(), Order::Reload));
            let kinds = stopping.chain(reloading);
            kinds.map(|(kind, order)| Ok((signal(kind)?, order))).collect::<io::Result<_>>().map(Self)
        }

        /// The next of them.
        pub(in crate::server) async fn next(&mut self) -> Order {
            poll_fn(|context| {
                let order = self
                    .0
                    .iter_mut()
                    .find_map(|(signal, order)| signal.poll_recv(context).is_ready().then_some(*order));
                order.map_or(Poll::Pending, Poll::Ready)
            })
            .await
        }
    }
}

#[cfg(not(unix))]
mod kind {
    use super::{Order, io};

    /// Ctrl-C, the one way that there is everywhere.
    pub(in crate::server) struct Signals;

    impl Signals {
        /// Heeds it from now on.
        pub(in crate::server) fn heed(_hangup: bool) -> io::Result<Self> {
            Ok(Self)
        }

        /// The next time.
        pub(in crate::server) async fn next(&mut self) -> Order {
            if let Err(error) = actix_web::rt::signal::ctrl_c().await {
                log::error!("Ctrl-C is not heeded: {error}");
                std::future::pending::<()>().await;
            }
            Order::Stop
        }
    }
}
