//! A real server in this process: its own database file, its own port, a real socket.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use muster::action::ActionDef;
use muster::app::{App, GetMutations};
use muster::clock::Clock;
use muster::config::AtMost;
use muster::dispatch::{Origins, Service, TrustedProxies};
use muster::limits::Limits;
use muster::metrics::MetricsToken;
use muster::navixy;
use muster::ratelimit::RateLimits;
use muster::seal::Keyring;
use muster::server::{Server, StopHandle};
use muster::store::{Process, Settings, Store};
use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempDir;

use super::{Client, DEADLINE, dump, world};

/// A clock that stands still until a test moves it.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    /// The moment at which every world begins.
    pub const BEGIN: i64 = 1_790_000_000;

    /// A clock that stands at [`TestClock::BEGIN`].
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(Self::BEGIN)))
    }

    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).expect("a moment")
    }
}

/// How a server differs from the usual one.
pub struct Options {
    pub limits: Limits,
    pub rate_limit: AtMost,
    pub get_mutations: GetMutations,
    pub actions: &'static [ActionDef],
    pub require_bearer: bool,
    pub proxies: TrustedProxies,
    pub origins: Origins,
    /// Whether the operator's pages are at an address of their own.
    pub operators: bool,
    pub metrics_token: Option<MetricsToken>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            // Nobody waits in a test, neither for an answer to a bad login nor for what the metrics have counted.
            limits: Limits { bad_login_delay: Duration::ZERO, census_interval: Duration::ZERO, ..Limits::default() },
            rate_limit: AtMost(None),
            get_mutations: GetMutations::Allow,
            actions: navixy::ACTIONS,
            require_bearer: false,
            proxies: TrustedProxies::default(),
            origins: Origins::default(),
            operators: false,
            metrics_token: None,
        }
    }
}

/// A running server; stopped and deleted at the end of the test.
pub struct TestServer {
    pub address: SocketAddr,
    /// Where the operator's pages are, if not with the rest.
    pub operators: Option<SocketAddr>,
    pub clock: TestClock,
    stop: StopHandle,
    running: Option<JoinHandle<()>>,
    folder: Arc<TempDir>,
}

impl TestServer {
    pub fn start() -> Self {
        Self::with(Options::default())
    }

    #[expect(clippy::needless_pass_by_value, reason = "Options { .. } reads better without a reference")]
    pub fn with(options: Options) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let clock = TestClock::new();
        let path = folder.path().join("test.db");
        let key_file = Keyring::path_beside(&path);
        let keyring = Keyring::create(&key_file, &mut rand::rngs::SysRng).expect("a key file");
        let store = Store::create(&path, 4, settings(&path, &clock, options.limits)).expect("a database");
        world::populate(&path, &keyring);
        let Served { address, operators, stop, running } = serve(store, &options);
        Self { address, operators, clock, stop, running: Some(running), folder }
    }

    /// A server of a database, with its key file, that `put` makes at a path, at that moment in seconds since 1970.
    pub fn of(put: impl FnOnce(&Path), moment: i64) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let (path, clock, options) = (folder.path().join("test.db"), TestClock::new(), Options::default());
        clock.advance(moment - TestClock::BEGIN);
        put(&path);
        let store = Store::open(&path, 4, settings(&path, &clock, options.limits)).expect("the database");
        let Served { address, operators, stop, running } = serve(store, &options);
        Self { address, operators, clock, stop, running: Some(running), folder }
    }

    /// Stops the server, which closes its database, and serves it again: at another address, and as usual.
    pub fn restart(&mut self) {
        self.end();
        let Served { address, operators, stop, running } = self.serve_again(&Options::default());
        (self.address, self.operators, self.stop, self.running) = (address, operators, stop, Some(running));
    }

    /// A second server of the same database, by the same clock. Neither notices what the other writes: so only one may
    /// keep answers, and all is to be written by that one.
    pub fn beside(&self, options: &Options) -> Self {
        let Served { address, operators, stop, running } = self.serve_again(options);
        let (clock, folder) = (self.clock.clone(), Arc::clone(&self.folder));
        Self { address, operators, clock, stop, running: Some(running), folder }
    }

    fn serve_again(&self, options: &Options) -> Served {
        serve(self.open(options.limits, Process::Server), options)
    }

    /// The database, opened once more.
    pub fn open(&self, limits: Limits, process: Process) -> Store {
        let settings = Settings { process, ..settings(&self.path(), &self.clock, limits) };
        Store::open(&self.path(), 4, settings).expect("the database")
    }

    /// Changes the database as a command beside the server does, which is answered when the server has noticed.
    pub fn by_command(&self, sql: &str, params: impl rusqlite::Params) {
        let mut conn = Connection::open(self.path()).expect("the database");
        conn.busy_timeout(DEADLINE).expect("set");
        let command = conn.transaction_with_behavior(TransactionBehavior::Immediate).expect("the write lock");
        command.execute(sql, params).unwrap_or_else(|error| panic!("{sql}: {error}"));
        let counted = command.execute("UPDATE id_counters SET next_id = next_id + 1 WHERE entity = 'command'", ());
        assert_eq!(counted, Ok(1));
        command.commit().expect("committed");
        // As a command waits: that it waits long enough is what is tested.
        std::thread::sleep(Duration::from_millis(50));
    }

    fn end(&mut self) {
        self.stop.stop();
        if let Some(running) = self.running.take() {
            let stopped = running.join();
            if !std::thread::panicking() {
                stopped.expect("the server stopped in peace");
            }
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// A caller with that hash.
    pub fn client(&self, hash: &str) -> Client {
        Client::new(self.address, hash)
    }

    /// The first owner.
    pub fn master(&self) -> Client {
        self.client(world::MASTER)
    }

    /// The first owner's sub-user, who has no rights.
    pub fn sub_user(&self) -> Client {
        self.client(world::SUB_USER)
    }

    /// The owner of another account.
    pub fn stranger(&self) -> Client {
        self.client(world::STRANGER)
    }

    /// Every row of the tables that a request could change, as text, to compare before and after.
    pub fn contents(&self) -> String {
        dump(&self.path())
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a server opens a database with, whose key file is beside it.
fn settings(database: &Path, clock: &TestClock, limits: Limits) -> Settings {
    let keyring = Keyring::open(&Keyring::path_beside(database)).expect("the key file");
    Settings { clock: Box::new(clock.clone()), limits, keyring: Some(keyring), process: Process::Server }
}

/// A server that has started.
struct Served {
    address: SocketAddr,
    operators: Option<SocketAddr>,
    stop: StopHandle,
    running: JoinHandle<()>,
}

/// Serves a database in a thread of its own.
fn serve(store: Store, options: &Options) -> Served {
    let app = App::new(store, RateLimits::new(options.rate_limit.0), options.get_mutations);
    let app = App { require_bearer: options.require_bearer, metrics_token: options.metrics_token, ..app };
    let service = Service::with_actions(app, options.actions);
    let service = service.behind(options.proxies.clone()).readable_by(options.origins.clone());
    let free = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = Server::bind(free, service).expect("a port");
    let server = if options.operators { server.with_operators_at(free).expect("a port") } else { server };
    let (address, operators) = (server.address(), server.operators_address());
    let (started, handle) = mpsc::channel();
    let running = std::thread::spawn(move || {
        let hand_out = |stop| started.send(stop).map_err(std::io::Error::other);
        server.run(hand_out).expect("served");
    });
    Served { address, operators, stop: handle.recv().expect("started"), running }
}
