//! The one handler of HTTP: a request becomes arguments and a row, the row is carried out, and its answer goes back with
//! one log line. All paths and methods come here, so that nothing is ever answered by a bare page or a redirect.

mod access_log;
mod body;
mod gzip;
mod response;
mod sending;

use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use actix_web::http::Method as HttpMethod;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::FutureExt as _;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::action::{self, ActionDef, Executed, Found, Head, Method, Route, Vendor};
use crate::app::App;
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};
use crate::limits::Limits;
use crate::pages::{self, Page, PageDef, Visit};
use crate::{navixy, plaspy, thingspace};

/// What answers requests: the app and the routes to its actions.
pub struct Service {
    app: Arc<App>,
    /// Each owns some paths,
    vendors: [Box<dyn Vendor>; 2],
    /// and this one all others.
    navixy: navixy::Surface,
    requests: AtomicU64,
    long_bodies: Arc<Semaphore>,
}

/// Bytes of a body that a worker parses itself, which takes it less than a millisecond.
const SHORT_BODY: usize = 64 * 1024;

/// How many longer ones are parsed at a time, each in memory of its own.
const LONG_BODIES: usize = 2;

impl Service {
    /// A service of every dialect's own actions.
    pub fn new(app: App) -> Self {
        Self::with_actions(app, navixy::ACTIONS)
    }

    /// A service with other actions, such as a test's, in the place of the Navixy dialect's.
    pub fn with_actions(app: App, actions: &'static [ActionDef]) -> Self {
        Self {
            app: Arc::new(app),
            vendors: [Box::new(plaspy::Surface::default()), Box::new(thingspace::Surface::default())],
            navixy: navixy::Surface::new(actions),
            requests: AtomicU64::new(0),
            long_bodies: Arc::new(Semaphore::new(LONG_BODIES)),
        }
    }

    /// Whose path it is.
    fn vendor(&self, path: &str) -> &dyn Vendor {
        let owner = self.vendors.iter().find(|vendor| vendor.owns(path));
        owner.map_or(&self.navixy, Box::as_ref)
    }

    /// Shows a page. What a request for one carries in its body is thrown away.
    async fn visit(&self, request: &HttpRequest, page: &'static PageDef, rest: &str) -> Page {
        if !matches!(method(request), Method::Get | Method::Head) {
            return Page::read_only();
        }
        let header = |name: &str| header(request, name);
        pages::answer(page, Visit { app: &self.app, rest, header: &header }).await
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
    let path = request.uri().path();
    if let Some((page, rest)) = pages::find(path) {
        return response::page(&request, service.visit(&request, page, rest).await).await;
    }
    let vendor = service.vendor(path);
    let asked = Asked { service: &service, vendor, request: &request };
    let mut row = None;
    // A panic in an action is caught around the action; this is for all the rest, so that nobody is left without an answer.
    let answering = AssertUnwindSafe(asked.answer(payload, &mut row)).catch_unwind();
    let executed = answering.await.unwrap_or_else(|_| panicked().into());
    access_log::log(id, row, &executed, began);
    match executed.result {
        Ok(reply) => response::success(&request, reply).await,
        Err(failure) => {
            let reply = match row {
                Some(row) => row.refuse(&failure, executed.usage),
                None => vendor.failure(path, &failure),
            };
            response::failure(&failure, reply)
        }
    }
}

/// A request on its way to a row.
struct Asked<'a> {
    service: &'a Service,
    vendor: &'a dyn Vendor,
    request: &'a HttpRequest,
}

impl Asked<'_> {
    async fn answer(&self, payload: web::Payload, row: &mut Option<&'static ActionDef>) -> Executed {
        let header = |name: &str| header(self.request, name);
        let head = Head { method: method(self.request), address: address(self.request), header: &header };
        match self.prepare(&head, payload, row).await {
            Ok((row, args)) => row.execute(&self.service.app, &head, args).await,
            Err(failure) => failure.into(),
        }
    }

    /// All that comes before the credential: the address's rate, the route, the method, the body.
    async fn prepare(
        &self,
        head: &Head<'_>,
        payload: web::Payload,
        row: &mut Option<&'static ActionDef>,
    ) -> Result<(&'static ActionDef, RawArgs)> {
        self.service.app.rate_limits.address(head.address)?;
        let found = self.find(head, row);
        // The body is read even if nothing will come of it: an answer sent while the client still sends may get lost.
        let body = body::read(self.request, payload, self.service.limits()).await;
        let Found { row, places } = found?;
        let mut args = self.parse(row.route, body?).await?;
        for (name, value) in places {
            args.put(name, value.into());
        }
        Ok((row, args))
    }

    fn find(&self, head: &Head<'_>, row: &mut Option<&'static ActionDef>) -> Result<Found> {
        let found = self.vendor.find(head.method, self.request.uri().path())?;
        *row = Some(found.row);
        action::check_method(found.row, head, self.service.app.get_mutations)?;
        Ok(found)
    }

    /// Reads the arguments: of a long body on the blocking pool, a few at a time, so that nobody is held up by
    /// another's.
    async fn parse(&self, route: Route, body: web::Bytes) -> Result<RawArgs> {
        let content_type = self.request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let query = self.request.query_string();
        if body.len() <= SHORT_BODY {
            return self.vendor.arguments()(route, query, content_type, &body);
        }
        let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
        let permit = Arc::clone(&self.service.long_bodies).acquire_owned().await;
        let permit = permit.map_err(|error| unexpected(error.to_string()))?;
        let (query, content_type) = (query.to_owned(), content_type.map(str::to_owned));
        let arguments = self.vendor.arguments();
        let parsing = spawn_blocking(move || {
            // It goes with the work: a caller that hangs up does not make room for another while this one is still parsed.
            let _permit = permit;
            arguments(route, &query, content_type.as_deref(), &body)
        });
        parsing.await.unwrap_or_else(|error| Err(unexpected(error.to_string())))
    }
}

fn method(request: &HttpRequest) -> Method {
    match *request.method() {
        HttpMethod::GET => Method::Get,
        HttpMethod::POST => Method::Post,
        HttpMethod::PUT => Method::Put,
        HttpMethod::PATCH => Method::Patch,
        HttpMethod::DELETE => Method::Delete,
        HttpMethod::HEAD => Method::Head,
        HttpMethod::OPTIONS => Method::Options,
        _ => Method::Other,
    }
}

/// Looks a header up by comparing names: requests have few, and to make a name that could be looked up would cost more.
fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    request.headers().iter().find(|(found, _)| found.as_str() == name)?.1.to_str().ok()
}

/// The caller's address. One that cannot be told, which no TCP connection has, shares the unspecified address's bucket.
fn address(request: &HttpRequest) -> IpAddr {
    request.peer_addr().map_or(IpAddr::from([0; 4]), |peer| peer.ip())
}

fn panicked() -> Failure {
    Failure::caused(Code::UnexpectedError, "the dispatcher panicked")
}
