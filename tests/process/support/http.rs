//! A caller of actions.

use std::net::SocketAddr;

use serde_json::{Value, json};
use ureq::Agent;

use super::DEADLINE;

/// A caller with a hash, who keeps its connection.
#[derive(Clone)]
pub struct Client {
    address: SocketAddr,
    hash: String,
    agent: Agent,
}

/// What the server answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Answer {
    /// HTTP status and the failure's number; 0 is success.
    pub fn brief(&self) -> (u16, i64) {
        let code = if self.body["success"] == true { Some(0) } else { self.body["status"]["code"].as_i64() };
        (self.status, code.unwrap_or_else(|| panic!("no envelope: {self:?}")))
    }
}

impl Client {
    pub fn new(address: SocketAddr, hash: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).timeout_global(Some(DEADLINE)).build().into();
        Self { address, hash: hash.to_owned(), agent }
    }

    /// POSTs the parameters as JSON; `None` if the server is gone before it has answered.
    pub fn try_call(&self, action: &str, mut params: Value) -> Option<Answer> {
        params["hash"] = json!(self.hash);
        let mut response = self.agent.post(format!("http://{}/{action}", self.address)).send_json(&params).ok()?;
        let body = response.body_mut().read_json().ok()?;
        Some(Answer { status: response.status().as_u16(), body })
    }

    #[track_caller]
    pub fn call(&self, action: &str, params: Value) -> Answer {
        self.try_call(action, params).unwrap_or_else(|| panic!("{action}: no answer"))
    }

    /// [`Client::call`], which must succeed.
    #[track_caller]
    pub fn must(&self, action: &str, params: Value) -> Value {
        let answer = self.call(action, params);
        assert_eq!(answer.brief(), (200, 0), "{action}: {answer:?}");
        answer.body
    }

    /// What `tracker/group/list` comes to: whether the caller is let in.
    #[track_caller]
    pub fn knocks(&self) -> (u16, i64) {
        self.call("tracker/group/list", json!({})).brief()
    }
}
