//! Requests as templates: `{hash}` and the like stand for what differs from account to account.
//!
//! [`Template::of`] fills one in here, for the checks; `load.lua` does it for the load, in the same way.

use crate::seed::Shape;

/// How the session's hash is shown.
#[derive(Debug, Clone, Copy)]
pub enum Manner {
    /// In the JSON body of a POST.
    Post,
    /// In the query of a GET.
    Get,
    /// In the header `Authorization: NVX` of a POST without a body.
    Header,
}

impl Manner {
    /// What a report calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "JSON POST",
            Self::Get => "GET",
            Self::Header => "NVX header",
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

/// A request with places left open:
///
/// * `{hash}`: the hash of the account's session,
/// * `{group}`: one of its groups, another one every time that the account's turn comes,
/// * `{tracker}`: its first tracker, `{trackers}`: all of them,
/// * `{visit}`: how many times the account's turn has come.
#[derive(Debug, Clone)]
pub struct Template(Request);

const JSON: (&str, &str) = ("content-type", "application/json");

impl Template {
    /// A POST of JSON.
    fn post(action: &str, body: &str) -> Self {
        let path = format!("/v2/tracker/group/{action}");
        Self(Request { method: "POST", path, headers: vec![(JSON.0, JSON.1.to_owned())], body: body.to_owned() })
    }

    /// The account's groups.
    pub fn list(manner: Manner) -> Self {
        let path = "/v2/tracker/group/list".to_owned();
        match manner {
            Manner::Post => Self::post("list", r#"{"hash":"{hash}"}"#),
            Manner::Get => {
                let path = path + "?hash={hash}";
                Self(Request { method: "GET", path, headers: Vec::new(), body: String::new() })
            }
            Manner::Header => {
                let headers = vec![("authorization", "NVX {hash}".to_owned())];
                Self(Request { method: "POST", path, headers, body: String::new() })
            }
        }
    }

    /// The account's trackers.
    pub fn trackers() -> Self {
        let mut template = Self::post("", r#"{"hash":"{hash}"}"#);
        template.0.path = "/v2/tracker/list".to_owned();
        template
    }

    /// One more group.
    pub fn create() -> Self {
        Self::post("create", r#"{"hash":"{hash}","title":"Night shift","color":"FF6DDC"}"#)
    }

    /// Another title for a group.
    pub fn update() -> Self {
        Self::post("update", r#"{"hash":"{hash}","id":{group},"title":"Shift {visit}","color":"FF6DDC"}"#)
    }

    /// The first tracker into another group.
    pub fn assign_one() -> Self {
        Self::post("assign", r#"{"hash":"{hash}","id":{group},"trackers":[{tracker}]}"#)
    }

    /// All trackers into another group.
    pub fn assign_all() -> Self {
        Self::post("assign", r#"{"hash":"{hash}","id":{group},"trackers":[{trackers}]}"#)
    }

    /// The name of the file that the plan is written to.
    pub fn plan_name(&self) -> String {
        format!("plan-{}.lua", self.0.path.trim_start_matches("/v2/").replace(['/', '?', '=', '{', '}'], "-"))
    }

    /// The request of the account at that place among those of its shape, the first time.
    pub fn of(&self, shape: &Shape, place: i64) -> Request {
        let fill = |text: &str| {
            let mut text = text.replace("{hash}", &shape.hash(place)).replace("{visit}", "1");
            if shape.groups > 0 {
                text = text.replace("{group}", &shape.group(place, 1 % shape.groups).to_string());
            }
            if text.contains("{tracker") {
                let all: Vec<_> = (0..shape.trackers).map(|index| shape.tracker(place, index).to_string()).collect();
                text = text.replace("{trackers}", &all.join(","));
                text = text.replace("{tracker}", all.first().map_or("", String::as_str));
            }
            text
        };
        let headers = self.0.headers.iter().map(|(name, value)| (*name, fill(value))).collect();
        Request { method: self.0.method, path: fill(&self.0.path), headers, body: fill(&self.0.body) }
    }

    /// What `load.lua` reads: the template, and the accounts that it is filled in for.
    pub fn plan(&self, shape: &Shape) -> String {
        let Request { method, path, headers, body } = &self.0;
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let Shape { accounts, groups, trackers, first_account, first_group, first_tracker } = shape;
        format!(
            "return {{ method = {method:?}, path = {path:?}, headers = {headers:?}, body = {body:?},\n\
             accounts = {accounts}, groups = {groups}, trackers = {trackers},\n\
             first_account = {first_account}, first_group = {first_group}, first_tracker = {first_tracker} }}\n"
        )
    }
}
