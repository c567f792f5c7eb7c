//! How often a caller may call: a bucket for each address and, apart from it, one for each credential.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota};

use crate::access::Credential;
use crate::domain::Digest;
use crate::error::{Failure, Result};
use crate::limits;

/// The buckets of the whole server.
pub struct RateLimits(Option<Buckets>);

struct Buckets {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    credentials: DefaultKeyedRateLimiter<Digest>,
    requests: AtomicUsize,
}

impl RateLimits {
    /// So many requests a second for each address and for each credential; `None` for no limit.
    pub fn new(per_second: Option<NonZeroU32>) -> Self {
        Self(per_second.map(|rate| Buckets {
            addresses: DefaultKeyedRateLimiter::keyed(Quota::per_second(rate)),
            credentials: DefaultKeyedRateLimiter::keyed(Quota::per_second(rate)),
            requests: AtomicUsize::new(0),
        }))
    }

    /// Counts a request of an address.
    ///
    /// # Errors
    /// 15, with the time to wait.
    pub fn address(&self, address: IpAddr) -> Result<()> {
        match &self.0 {
            Some(buckets) => {
                buckets.forget_the_quiet();
                take(&buckets.addresses, &network(address))
            }
            None => Ok(()),
        }
    }

    /// Counts a request with a credential that is known: unknown ones have only their address.
    ///
    /// # Errors
    /// 15, with the time to wait.
    pub fn credential(&self, credential: &Credential) -> Result<()> {
        match &self.0 {
            Some(buckets) => take(&buckets.credentials, credential.digest()),
            None => Ok(()),
        }
    }
}

impl Buckets {
    /// Now and then drops the buckets that are full again, so that memory is bounded by the callers of one interval.
    fn forget_the_quiet(&self) {
        let before = self.requests.fetch_add(1, Ordering::Relaxed);
        if before % limits::REQUESTS_BETWEEN_SWEEPS == limits::REQUESTS_BETWEEN_SWEEPS - 1 {
            self.addresses.retain_recent();
            self.credentials.retain_recent();
        }
    }
}

fn take<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<()> {
    let refused = |until: NotUntil<_>| Failure::too_many_requests(until.wait_time_from(DefaultClock::default().now()));
    limiter.check_key(key).map_err(refused)
}

/// One caller's address: an IPv6 customer commands a whole /64, so that is what counts.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn each_address_has_a_bucket_of_its_own_and_ipv6_counts_by_network() {
        // One a second is the slowest; a bucket may be full again between two calls, but not ten times.
        let limits = RateLimits::new(NonZeroU32::new(1));
        let call = |address: &str| limits.address(address.parse().expect("an address"));
        assert!(call("192.0.2.1").is_ok());
        assert!(call("192.0.2.2").is_ok(), "another address is another caller");
        assert!(call("2001:db8::1").is_ok());
        let refused = (0..10).find_map(|_| call("2001:db8::2").err()).expect("the same /64");
        assert_eq!(refused.code, Code::TooManyRequests);
        assert!(refused.retry_after.expect("a time") <= std::time::Duration::from_secs(1));
        assert!(call("2001:db8:0:1::1").is_ok());
    }

    #[test]
    fn without_a_limit_nobody_waits() {
        let limits = RateLimits::new(None);
        assert!((0..1_000).all(|_| limits.address(IpAddr::from([192, 0, 2, 1])).is_ok()));
    }
}
