//! Single requests: to check answers before they are timed, and to time those that are asked for once.

use std::time::Duration;

use ureq::http::{HeaderValue, Response, StatusCode};
use ureq::{Agent, Body};

use crate::request::Request;
use crate::trouble::Result;

/// An answer: all of it but the date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, sorted; the date is none of them.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The same without the request's name, which no other request has, and which the textbook server does not give.
    pub fn nameless(mut self) -> Self {
        self.headers.retain(|(name, _)| name != "x-request-id");
        self
    }
}

/// Longer than anything takes here.
const PATIENCE: Duration = Duration::from_secs(120);

/// Longer than any answer that is asked for here.
const LONGEST: u64 = 1 << 30;

/// Asks once, on a connection of its own.
pub fn ask(base: &str, request: &Request) -> Result<Answer> {
    let mut response = send(base, request)?;
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value)));
    let mut headers: Vec<_> = headers.filter(|(name, _)| name != "date").collect();
    headers.sort();
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(LONGEST).read_to_string()?;
    Ok(Answer { status, headers, body })
}

/// Asks once and throws away what comes, which must not be a failure.
pub fn receive(base: &str, request: &Request) -> Result<()> {
    let mut response = send(base, request)?;
    if response.status() != StatusCode::OK {
        return Err(format!("{} answered {}", request.path, response.status()).into());
    }
    std::io::copy(&mut response.body_mut().with_config().limit(LONGEST).reader(), &mut std::io::sink())?;
    Ok(())
}

fn send(base: &str, request: &Request) -> Result<Response<Body>> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .user_agent("")
        .accept("")
        .accept_encoding("");
    let agent = Agent::from(config.build());
    let mut builder = ureq::http::Request::builder().method(request.method).uri(format!("{base}{}", request.path));
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    Ok(agent.run(builder.body(request.body.clone())?)?)
}

/// Asks once, and wants a success.
pub fn succeed(base: &str, request: &Request) -> Result<Answer> {
    let answer = ask(base, request)?;
    if answer.status == 200 && answer.body.starts_with(r#"{"success":true"#) {
        return Ok(answer);
    }
    let start: String = answer.body.chars().take(200).collect();
    Err(format!("{base}{} answered {} {start}", request.path, answer.status).into())
}
