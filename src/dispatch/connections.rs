//! How many connections an address may have: each costs memory, and one address alone should not have them all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The connections of each address that has any.
pub(super) struct Connections {
    most: Option<NonZeroU32>,
    open: Mutex<HashMap<IpAddr, u32>>,
}

/// A connection, until it is dropped.
pub struct Connection {
    connections: Arc<Connections>,
    address: IpAddr,
    is_one_too_many: bool,
}

impl Connections {
    pub(super) fn new(most: Option<NonZeroU32>) -> Self {
        Self { most, open: Mutex::default() }
    }

    /// Counts a connection.
    pub(super) fn open(self: &Arc<Self>, address: IpAddr) -> Connection {
        let mut open = self.lock();
        let count = open.entry(address).or_default();
        *count += 1;
        let is_one_too_many = self.most.is_some_and(|most| *count > most.get());
        Connection { connections: Arc::clone(self), address, is_one_too_many }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Whether its address had as many as it may have before this one.
    pub(super) fn is_one_too_many(&self) -> bool {
        self.is_one_too_many
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = self.connections.lock();
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_and_room_for_more_when_one_goes() {
        let connections = Arc::new(Connections::new(NonZeroU32::new(2)));
        let [one, other] = [[127, 0, 0, 1], [127, 0, 0, 2]].map(IpAddr::from);
        let open = |address| connections.open(address);
        let (first, second) = (open(one), open(one));
        assert!(!first.is_one_too_many() && !second.is_one_too_many());
        assert!(open(one).is_one_too_many());
        assert!(!open(other).is_one_too_many());
        drop(first);
        assert!(!open(one).is_one_too_many());
        drop(second);
        assert!(connections.lock().is_empty());
    }

    #[test]
    fn there_may_be_no_bound() {
        let connections = Arc::new(Connections::new(None));
        let many: Vec<_> = (0..10_000).map(|_| connections.open([127, 0, 0, 1].into())).collect();
        assert!(many.iter().all(|connection| !connection.is_one_too_many()));
    }
}
