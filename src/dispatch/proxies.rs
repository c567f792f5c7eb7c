//! Whose address a request comes from: the connection's, unless a proxy that is trusted says whose it passes on.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderName, X_FORWARDED_FOR};
use ipnet::IpNet;

/// The proxies whose word about a caller counts. Nobody else's does: a header is easily written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// The proxies in these networks.
    pub fn new(networks: impl IntoIterator<Item = Network>) -> Self {
        Self(networks.into_iter().map(|network| network.0).collect())
    }

    pub(super) fn has(&self, address: IpAddr) -> bool {
        // One that listens for both kinds of addresses tells an old one in the form of a new one.
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }
}

/// A list of them, as the operator writes it: with commas between them, or nothing.
impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let listed = text.split(',').map(str::trim).filter(|_| !text.trim().is_empty());
        listed.map(str::parse).collect::<Result<Vec<Network>, _>>().map(Self::new)
    }
}

/// A network: `10.0.0.0/8`, or one address alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network(IpNet);

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let alone = |_| text.parse::<IpAddr>().map(IpNet::from);
        let network = text.parse().or_else(alone);
        network.map(Self).map_err(|_| "give an address or a network, such as 127.0.0.1 or 10.0.0.0/8".to_owned())
    }
}

/// Who sends a request.
pub(super) struct Sender<'r> {
    request: &'r HttpRequest,
    /// Its address.
    pub(super) address: IpAddr,
    by_proxy: bool,
}

impl<'r> Sender<'r> {
    /// The caller behind a request. Of the addresses that proxies have added one after another, the last that is no
    /// trusted proxy's own is the caller's: what stands before it may be anybody's invention.
    pub(super) fn of(request: &'r HttpRequest, proxies: &TrustedProxies) -> Self {
        // One that cannot be told, which no TCP connection has, shares the unspecified address's bucket.
        let peer = request.peer_addr().map_or(IpAddr::from([0; 4]), |peer| peer.ip()).to_canonical();
        if !proxies.has(peer) {
            return Self { request, address: peer, by_proxy: false };
        }
        let told: Vec<_> = request.headers().get_all(X_FORWARDED_FOR).collect();
        // By bytes: what is no text is somebody's invention, and must not take the proxy's own word with it.
        let told = told.iter().rev().flat_map(|told| told.as_bytes().rsplit(|byte| *byte == b','));
        let mut address = peer;
        for hop in told.map_while(hop) {
            address = hop;
            if !proxies.has(address) {
                break;
            }
        }
        Self { request, address, by_proxy: true }
    }

    /// A header as a trusted proxy has set it.
    pub(super) fn proxys_header(&self, name: &HeaderName) -> Option<&'r str> {
        if self.by_proxy { self.request.headers().get(name)?.to_str().ok() } else { None }
    }
}

/// An address as proxies write it: some add the port, and brackets to a new one.
fn hop(told: &[u8]) -> Option<IpAddr> {
    let told = str::from_utf8(told).ok()?.trim();
    let with_port = || told.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let in_brackets = || told.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    told.parse().ok().or_else(with_port).or_else(in_brackets).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;

    use super::*;

    fn address(peer: &str, told: &[&str]) -> String {
        let proxies = TrustedProxies::new(["10.0.0.0/8", "::1"].map(|network| network.parse().expect("a network")));
        let mut request = TestRequest::default().peer_addr(SocketAddr::new(peer.parse().expect("an address"), 5));
        for told in told {
            request =
                request.append_header((X_FORWARDED_FOR, HeaderValue::from_bytes(told.as_bytes()).expect("a value")));
        }
        Sender::of(&request.to_http_request(), &proxies).address.to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        for (peer, told, whose) in [
            ("203.0.113.7", &[][..], "203.0.113.7"),
            ("203.0.113.7", &["198.51.100.1"], "203.0.113.7"),
            ("10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("::ffff:10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("::1", &["2001:db8::7"], "2001:db8::7"),
            ("10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", &["1.1.1.1", "198.51.100.1", "10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            ("10.0.0.1", &["198.51.100.1:4711"], "198.51.100.1"),
            ("10.0.0.1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            ("10.0.0.1", &["[2001:db8::7]"], "2001:db8::7"),
            ("10.0.0.1", &["198.51.100.1, unknown"], "10.0.0.1"),
            ("10.0.0.1", &["ÿ, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["1.1.1.1", "ÿ, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["198.51.100.1, ÿ"], "10.0.0.1"),
            ("10.0.0.1", &["::ffff:198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
        ] {
            assert_eq!(address(peer, told), whose, "{peer} {told:?}");
        }
    }

    #[test]
    fn a_network_is_one_or_is_refused() {
        for good in ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"] {
            assert!(good.parse::<Network>().is_ok(), "{good}");
        }
        for bad in ["", "10.0.0.0/33", "localhost", "10.0.0.0/8,::1"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }
}
