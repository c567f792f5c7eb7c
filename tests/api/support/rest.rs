//! A caller of a dialect whose actions are found by method and path, and that speaks JSON.

use std::net::SocketAddr;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;

use crate::openapi::rest::{Asked, check};

/// One caller of one server.
#[derive(Clone)]
pub struct Rest {
    address: SocketAddr,
    headers: Vec<(String, String)>,
    agent: Agent,
}

/// What the server answered.
#[derive(Debug, Clone, PartialEq)]
pub struct RestAnswer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    /// The body as JSON; null if there is none.
    pub body: Value,
    /// The body as it came, byte for byte.
    pub text: String,
}

impl RestAnswer {
    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Rest {
    pub fn new(address: SocketAddr) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let agent = config.allow_non_standard_methods(true).build().into();
        Self { address, headers: Vec::new(), agent }
    }

    /// The same caller, sending one more header with every request.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same caller, with that token.
    pub fn with_bearer(self, token: &str) -> Self {
        self.with_header("Authorization", &format!("Bearer {token}"))
    }

    pub fn get(&self, path: &str) -> RestAnswer {
        self.call("GET", path, &Value::Null)
    }

    pub fn delete(&self, path: &str) -> RestAnswer {
        self.call("DELETE", path, &Value::Null)
    }

    pub fn post(&self, path: &str, body: &Value) -> RestAnswer {
        self.call("POST", path, body)
    }

    pub fn put(&self, path: &str, body: &Value) -> RestAnswer {
        self.call("PUT", path, body)
    }

    pub fn patch(&self, path: &str, body: &Value) -> RestAnswer {
        self.call("PATCH", path, body)
    }

    /// Sends a JSON body, or none if it is null.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> RestAnswer {
        match body {
            Value::Null => self.send(method, path, None, ""),
            body => self.send(method, path, Some("application/json"), &body.to_string()),
        }
    }

    /// Sends any text as the body.
    pub fn send(&self, method: &str, path: &str, content_type: Option<&str>, body: &str) -> RestAnswer {
        let sent_body = body;
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(content_type) = content_type {
            request = request.header("Content-Type", content_type);
        }
        let sent = if body.is_empty() {
            self.agent.run(request.body(()).expect("a request"))
        } else {
            self.agent.run(request.body(body.to_owned()).expect("a request"))
        };
        let mut response = sent.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let named = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.as_str().to_owned(), value.to_str().expect("a text").to_owned())
        };
        let (status, headers) = (response.status().as_u16(), response.headers().iter().map(named).collect());
        let text = response.body_mut().read_to_string().expect("a text");
        let body = match text.as_str() {
            "" => Value::Null,
            text => serde_json::from_str(text).unwrap_or_else(|_| panic!("{method} {path}: not JSON: {text:?}")),
        };
        let asked = Asked { method, path, body: sent_body };
        check(&asked, status, &body).unwrap_or_else(|why| panic!("{method} {path}: {why}: {text}"));
        RestAnswer { status, headers, body, text }
    }
}
