//! A caller: who it is, and which way it sends its parameters.

use std::net::SocketAddr;

use serde_json::{Map, Value, json};
use ureq::Agent;
use ureq::http::Request;

/// One caller of one server.
pub struct Client {
    address: SocketAddr,
    hash: String,
    headers: Vec<(String, String)>,
    agent: Agent,
}

/// What the server answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    /// The body as it came, byte for byte.
    pub text: String,
}

/// The ways of sending parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// POST, all in a JSON body.
    Json,
    /// POST, all in a form body.
    Form,
    /// GET, all in the query.
    Query,
    /// POST, the hash in the query and the rest in a JSON body.
    Mixed,
    /// POST, the hash in the `Authorization` header and the rest in a JSON body.
    Header,
    /// POST, all in a JSON body, but every scalar written as a text and every list as JSON text.
    Texts,
}

impl Transport {
    pub const ALL: [Transport; 6] = [Self::Json, Self::Form, Self::Query, Self::Mixed, Self::Header, Self::Texts];

    /// The parameters as they would stand in a JSON body sent that way.
    pub fn in_json(self, params: Value) -> Value {
        match params {
            Value::Object(params) if self == Self::Texts => texts(params).into(),
            params => params,
        }
    }
}

impl Client {
    pub fn new(address: SocketAddr, hash: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        Self { address, hash: hash.to_owned(), headers: Vec::new(), agent }
    }

    /// The same caller, sending one more header with every request.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// POSTs the parameters as JSON.
    pub fn call(&self, action: &str, params: Value) -> Answer {
        self.send(Transport::Json, action, params)
    }

    /// [`Client::call`], which must succeed; the body without `success`.
    #[track_caller]
    pub fn must(&self, action: &str, params: Value) -> Value {
        let mut answer = self.call(action, params);
        assert_eq!(answer.body["success"], json!(true), "{action}: {answer:?}");
        answer.body.as_object_mut().expect("an object").remove("success");
        answer.body
    }

    /// Sends the parameters that way.
    #[expect(clippy::needless_pass_by_value, reason = "json!({...}) reads better without a reference")]
    pub fn send(&self, transport: Transport, action: &str, params: Value) -> Answer {
        let params = params.as_object().expect("parameters are an object").clone();
        let (query, authorization, body) = self.carried(transport, &params);
        let uri = format!("http://{}/{action}{query}", self.address);
        let mut request = Request::builder().uri(uri);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        let sent = match body {
            None => self.agent.run(request.method("GET").body(()).expect("a request")),
            Some((content_type, body)) => self
                .agent
                .run(request.method("POST").header("Content-Type", content_type).body(body).expect("a request")),
        };
        let mut response = sent.unwrap_or_else(|error| panic!("{action} by {transport:?}: {error}"));
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string().expect("a text");
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{action}: not JSON: {text:?}"));
        Answer { status, body, text }
    }

    /// Query, `Authorization` header, and content type with body.
    fn carried(
        &self,
        transport: Transport,
        params: &Map<String, Value>,
    ) -> (String, Option<String>, Option<(&'static str, String)>) {
        const JSON: &str = "application/json";
        let with_hash = || {
            let mut all = params.clone();
            if !self.hash.is_empty() {
                all.insert("hash".to_owned(), json!(self.hash));
            }
            all
        };
        let json_body = |params: Map<String, Value>| Some((JSON, Value::Object(params).to_string()));
        match transport {
            Transport::Json => (String::new(), None, json_body(with_hash())),
            Transport::Texts => (String::new(), None, json_body(texts(with_hash()))),
            Transport::Form => (String::new(), None, Some(("application/x-www-form-urlencoded", form(&with_hash())))),
            Transport::Query => (format!("?{}", form(&with_hash())), None, None),
            Transport::Mixed => (format!("?hash={}", self.hash), None, json_body(params.clone())),
            Transport::Header => (String::new(), Some(format!("NVX {}", self.hash)), json_body(params.clone())),
        }
    }
}

fn texts(params: Map<String, Value>) -> Map<String, Value> {
    params.into_iter().map(|(name, value)| (name, as_text_value(value))).collect()
}

/// A value as a form carries it: null stays null only in JSON, where the caller must not use it with forms.
fn as_text_value(value: Value) -> Value {
    match value {
        Value::Null | Value::String(_) => value,
        other => Value::String(other.to_string()),
    }
}

fn form(params: &Map<String, Value>) -> String {
    let pairs = params.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
        let value = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        format!("{}={}", encode(name), encode(&value))
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
