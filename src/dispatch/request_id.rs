//! What a request is called: in its log line, and in the answer, so that whoever complains can say which one it was.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::header::{HeaderName, HeaderValue};

use super::proxies::Sender;

/// Where the answer says it, and where a proxy that is trusted may have said it already.
pub(super) static X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Characters of a proxy's own name for a request that are heeded.
const LONGEST: usize = 64;

/// How many numbers a worker takes at once, so that workers do not wait for each other with every request.
const BLOCK: u64 = 1_024;

static NEXT_BLOCK: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// A request's name: this run of the program and a number, such as `5f3a9c1e-42`, or what a trusted proxy calls it.
pub(super) struct RequestId(String);

impl RequestId {
    /// The name of a request that has just come in.
    pub(super) fn of(sender: &Sender<'_>) -> Self {
        let given = sender.proxys_header(&X_REQUEST_ID).filter(|name| is_fit(name));
        Self(given.map_or_else(own, str::to_owned))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<RequestId> for HeaderValue {
    fn from(id: RequestId) -> Self {
        Self::try_from(id.0).unwrap_or(Self::from_static("-"))
    }
}

/// Whether a name may stand in a log line and cannot be taken for anything else there.
fn is_fit(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=LONGEST).contains(&name.len()) && name.bytes().all(plain)
}

fn own() -> String {
    let mut name = String::with_capacity(24);
    name.push_str(run());
    name.push('-');
    name.push_str(itoa::Buffer::new().format(number()));
    name
}

fn number() -> u64 {
    let mut number = NEXT.get();
    if number.is_multiple_of(BLOCK) {
        number = NEXT_BLOCK.fetch_add(BLOCK, Ordering::Relaxed);
    }
    NEXT.set(number + 1);
    number
}

/// What tells this run of the program from the ones before it.
fn run() -> &'static str {
    static RUN: OnceLock<String> = OnceLock::new();
    RUN.get_or_init(|| format!("{:08x}", rand::random::<u32>()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn no_two_requests_have_one_name() {
        let many = || (0..3 * BLOCK).map(|_| own()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| thread::spawn(many)).collect();
        let names: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().expect("names")).collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        assert!(names.iter().all(|name| is_fit(name)), "{}", names[0]);
    }

    #[test]
    fn a_name_cannot_be_taken_for_anything_else() {
        for fit in ["1", "5f3a9c1e-42", "0af7651916cd43dd8448eb211c80319c", "a.b_C", &"x".repeat(LONGEST)] {
            assert!(is_fit(fit), "{fit}");
        }
        for unfit in ["", "a b", "a=b", "a\"b", "ä", &"x".repeat(LONGEST + 1)] {
            assert!(!is_fit(unfit), "{unfit}");
        }
    }
}
