//! The one handler of HTTP: a request becomes arguments and a row, the row is carried out, and its answer goes back with
//! one log line. All paths and methods come here, so that nothing is ever answered by a bare page or a redirect.

mod body;
mod gzip;
mod response;

use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use actix_web::http::Method as HttpMethod;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::FutureExt as _;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::action::{ActionDef, Dialect as _, Executed, Head, Method};
use crate::app::App;
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};
use crate::limits::Limits;
use crate::navixy::{self, Navixy, Router};

/// What answers requests: the app and the routes to its actions.
pub struct Service {
    app: Arc<App>,
    router: Router,
    requests: AtomicU64,
    long_bodies: Arc<Semaphore>,
}

/// Bytes of a body that a worker parses itself, which takes it less than a millisecond.
const SHORT_BODY: usize = 64 * 1024;

/// How many longer ones are parsed at a time, each in memory of its own.
const LONG_BODIES: usize = 2;

impl Service {
    /// A service of the dialect's own actions.
    pub fn new(app: App) -> Self {
        Self::with_actions(app, navixy::ACTIONS)
    }

    /// A service of other actions, such as a test's.
    pub fn with_actions(app: App, actions: &'static [ActionDef]) -> Self {
        Self {
            app: Arc::new(app),
            router: Router::new(actions),
            requests: AtomicU64::new(0),
            long_bodies: Arc::new(Semaphore::new(LONG_BODIES)),
        }
    }

    /// What its requests are bounded by.
    pub fn limits(&self) -> &Limits {
        self.app.store.limits()
    }
}

/// Answers any request.
pub async fn handle(request: HttpRequest, payload: web::Payload, service: web::Data<Service>) -> HttpResponse {
    let began = Instant::now();
    let id = service.requests.fetch_add(1, Ordering::Relaxed);
    if request.method() == HttpMethod::OPTIONS {
        return response::preflight();
    }
    let mut answered = Answered { action: "-", executed: Executed { account: None, result: Err(panicked()) } };
    // A panic in an action is caught around the action; this is for all the rest, so that nobody is left without an answer.
    let answering = AssertUnwindSafe(answer(&service, &request, payload, &mut answered)).catch_unwind();
    if let Ok(executed) = answering.await {
        answered.executed = executed;
    }
    log(id, &answered, began);
    match answered.executed.result {
        Ok(body) => response::success(&request, body).await,
        Err(failure) => response::failure(&failure, Navixy::failure(&failure)),
    }
}

/// What a request turned out to be.
struct Answered {
    action: &'static str,
    executed: Executed,
}

async fn answer(service: &Service, request: &HttpRequest, payload: web::Payload, answered: &mut Answered) -> Executed {
    let header = |name: &str| header(request, name);
    let head = Head { method: method(request), address: address(request), header: &header };
    match prepare(service, request, &head, payload, answered).await {
        Ok((row, args)) => row.execute(&service.app, &head, args).await,
        Err(failure) => Executed { account: None, result: Err(failure) },
    }
}

/// All that comes before the credential: the address's rate, the route, the method, the body.
async fn prepare(
    service: &Service,
    request: &HttpRequest,
    head: &Head<'_>,
    payload: web::Payload,
    answered: &mut Answered,
) -> Result<(&'static ActionDef, RawArgs)> {
    service.app.rate_limits.address(address(request))?;
    let row = find(service, request, head, answered);
    // The body is read even if nothing will come of it: an answer sent while the client still sends may get lost.
    let body = body::read(request, payload, service.limits()).await;
    let row = row?;
    Ok((row, parse(service, request, body?).await?))
}

fn find(
    service: &Service,
    request: &HttpRequest,
    head: &Head<'_>,
    answered: &mut Answered,
) -> Result<&'static ActionDef> {
    let row = service.router.find(request.uri().path())?;
    answered.action = row.route;
    navixy::check_method(row, head, service.app.get_mutations)?;
    Ok(row)
}

/// Reads the arguments: of a long body on the blocking pool, a few at a time, so that nobody is held up by another's.
async fn parse(service: &Service, request: &HttpRequest, body: web::Bytes) -> Result<RawArgs> {
    let (query, content_type) = (request.query_string(), header(request, "content-type"));
    if body.len() <= SHORT_BODY {
        return RawArgs::parse(query, content_type, &body);
    }
    let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
    let permit = Arc::clone(&service.long_bodies).acquire_owned().await;
    let permit = permit.map_err(|error| unexpected(error.to_string()))?;
    let (query, content_type) = (query.to_owned(), content_type.map(str::to_owned));
    let parsing = spawn_blocking(move || {
        // It goes with the work: a caller that hangs up does not make room for another while this one is still parsed.
        let _permit = permit;
        RawArgs::parse(&query, content_type.as_deref(), &body)
    });
    parsing.await.unwrap_or_else(|error| Err(unexpected(error.to_string())))
}

fn method(request: &HttpRequest) -> Method {
    match *request.method() {
        HttpMethod::GET => Method::Get,
        HttpMethod::POST => Method::Post,
        HttpMethod::HEAD => Method::Head,
        HttpMethod::OPTIONS => Method::Options,
        _ => Method::Other,
    }
}

fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

/// The caller's address. One that cannot be told, which no TCP connection has, shares the unspecified address's bucket.
fn address(request: &HttpRequest) -> IpAddr {
    request.peer_addr().map_or(IpAddr::from([0; 4]), |peer| peer.ip())
}

fn panicked() -> Failure {
    Failure::caused(Code::UnexpectedError, "the dispatcher panicked")
}

/// One line a request. Never the path or the query: GET links carry the session hash.
fn log(id: u64, answered: &Answered, began: Instant) {
    let Answered { action, executed: Executed { account, result } } = answered;
    let code = result.as_ref().err().map_or(0, |failure| failure.code.number());
    let account = account.map_or(0, |account| account.get());
    let micros = began.elapsed().as_micros();
    log::info!(target: "muster::access", "request={id} action={action} code={code} account={account} micros={micros}");
    if let Err(failure) = result
        && failure.code.status() >= 500
    {
        log::error!("request={id} action={action} failed: {failure}: {:?}", failure.cause().map(ToString::to_string));
    }
}
