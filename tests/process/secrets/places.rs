//! The places where a client might put a secret, as whole requests.

use muster::navixy::ACTIONS;
use serde_json::{Value, json};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Names of parameters. Not among them are those of texts that are kept and shown as they came, such as titles.
const PARAMETERS: [&str; 44] = [
    "login",
    "password",
    "old_password",
    "new_password",
    "dealer_id",
    "key",
    "api_key",
    "session_key",
    "token",
    "tracker_id",
    "trackers",
    "id",
    "group_id",
    "subuser_id",
    "subuser_ids",
    "security_group_id",
    "user",
    "group",
    "tag",
    "tag_id",
    "tag_ids",
    "tag_bindings",
    "color",
    "labels",
    "filter",
    "entity_types",
    "from",
    "to",
    "limit",
    "offset",
    "sort",
    "actions",
    "grouping",
    "locale",
    "time_zone",
    "date_format",
    "measurement_system",
    "balance_alert_settings",
    "codes",
    "sensor_type",
    "list_blocked",
    "allow_not_exist",
    "domain",
    "iso_datetime",
];

fn get(target: &str, heads: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{heads}\r\n")
}

fn post(target: &str, kind: &str, body: &str) -> String {
    post_as(target, "", kind, body)
}

fn post_as(target: &str, heads: &str, kind: &str, body: &str) -> String {
    let head = format!("POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{heads}Content-Type: {kind}\r\n");
    format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// In every parameter of every action, by somebody who is let in: by itself, in a list and in an object.
pub fn of_a_caller(session: &str, secret: &str) -> Vec<String> {
    let credential = format!("Authorization: NVX {session}\r\n");
    let all = |value: &Value| Value::from_iter(PARAMETERS.map(|name| (name, value.clone())));
    let inner = ["id", "login", "first_name", "phone", "label", "privileges", "tag_id", "ordinal", "emails", secret];
    let object = Value::from_iter(inner.map(|name| (name, json!(secret))));
    let bodies = [json!(secret), json!([secret]), object.clone(), json!([object])].map(|value| all(&value).to_string());
    let form = PARAMETERS.map(|name| format!("{name}={}", secret.replace(' ', "+"))).join("&");
    let mut requests = Vec::new();
    // A logout would end the session, and takes nothing.
    for route in ACTIONS.iter().map(|row| row.route.path()).filter(|route| *route != "user/logout") {
        let target = format!("/v2/{route}");
        requests.extend(bodies.iter().map(|body| post_as(&target, &credential, JSON, body)));
        requests.push(post_as(&target, &credential, FORM, &form));
        requests.push(get(&format!("{target}?{form}"), &credential));
    }
    requests
}

/// Where somebody logs in.
pub fn of_a_login(login: &str, secret: &str) -> Vec<String> {
    let pair = |login: &str, password: &str| json!({"login": login, "password": password}).to_string();
    let target = "/v2/user/auth";
    vec![
        post(target, JSON, &pair(login, secret)),
        post(target, JSON, &pair(secret, login)),
        post(target, JSON, &pair(secret, secret)),
        post(target, FORM, &format!("login={login}&login={secret}&password={secret}")),
        get(&format!("{target}?login={secret}&password={login}"), ""),
        get(&format!("{target}?login={login}&password={secret}&dealer_id={secret}"), ""),
        post("/session/login", JSON, &json!({"username": login, "password": secret}).to_string()),
        post("/session/login", JSON, &json!({"username": secret, "password": secret}).to_string()),
        post("/session/login", FORM, &format!("username={login}&password={secret}")),
    ]
}

/// In every place where a client might put a hash, rightly or wrongly.
pub fn of_a_hash(hash: &str) -> Vec<String> {
    let mut requests = Vec::new();
    for name in
        ["hash", "HASH", "key", "api_key", "session", "session_key", "token", "password", "color", "id", "trackers"]
    {
        for action in ["list", "create", "update", "delete", "assign", "nothing"] {
            let target = format!("/v2/tracker/group/{action}");
            requests.push(get(&format!("{target}?{name}={hash}"), ""));
            requests.push(post(&target, JSON, &format!(r#"{{"{name}": "{hash}"}}"#)));
            requests.push(post(&target, FORM, &format!("{name}={hash}&title=")));
        }
    }
    let list = "/tracker/group/list";
    for header in [
        format!("Authorization: NVX {hash}"),
        format!("Authorization: Bearer {hash}"),
        format!("Authorization: {hash}"),
        format!("Cookie: session_key={hash}"),
        format!("Referer: http://console.example/?hash={hash}"),
        format!("X-Hash: {hash}"),
        format!("{hash}: yes"),
        format!("Accept-Encoding: gzip, {hash}"),
        format!("Origin: http://{hash}.example"),
    ] {
        requests.push(get(list, &format!("{header}\r\n")));
    }
    requests.extend(of_a_hash_in_other_dialects(hash));
    for method in ["HEAD", "OPTIONS", "PUT", "TRACE", hash] {
        requests.push(format!("{method} {list}?hash={hash} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    }
    requests.extend([
        get(&format!("/{hash}"), ""),
        get(&format!("{list}/{hash}"), ""),
        get(&format!("/{hash}/tracker/group/list?hash={hash}#{hash}"), ""),
        get(&format!("{list}?{hash}"), ""),
        get(&format!("{list}?{hash}={hash}&hash={hash}&hash[]={hash}"), ""),
        get(&format!("{list}?hash=%{hash}"), ""),
        get(&format!("{list}?hash=\"{hash}\""), ""),
        get(&format!("{list}?hash=<{hash}>\u{e9}"), ""),
        post(list, JSON, &format!(r#"{{"hash": "{hash}", "#)),
        post(list, JSON, &format!(r#"{{"hash": ["{hash}"], "{hash}": {{"{hash}": 1}}}}"#)),
        post(list, JSON, &format!(r#""{hash}""#)),
        post(list, "text/plain", hash),
        post(list, &format!("text/{hash}"), &format!("hash={hash}")),
        post(
            list,
            "multipart/form-data; boundary=x",
            &format!("--x\r\nContent-Disposition: form-data; name=hash\r\n\r\n{hash}\r\n--x--"),
        ),
        post(&format!("/tracker/group/assign?hash={hash}"), JSON, &format!(r#"{{"id": 0, "trackers": ["{hash}"]}}"#)),
        post(&format!("/tracker/group/update?hash={hash}"), JSON, r#"{"id": 1, "title": 7, "color": "red"}"#),
        // What breaks off, or never was HTTP.
        format!("POST {list} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{{\"hash\": \"{hash}\""),
        format!("POST {list} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{hash}\r\n"),
        format!("GET {list}?hash={hash}"),
        format!("{hash}\r\n\r\n"),
        format!("GET {list} HTTP/1.1\r\nHost: x\r\n{hash}\r\n\r\n"),
    ]);
    requests
}

fn of_a_hash_in_other_dialects(hash: &str) -> Vec<String> {
    let (token, revoke) = ("/api/ts/v1/oauth2/token", "/api/ts/v1/oauth2/revoke");
    let mut requests = Vec::new();
    for header in ["Authorization: Bearer", "Authorization: Basic", "VZ-M2M-Token:", "Idempotency-Key:"] {
        let header = format!("{header} {hash}\r\n");
        for target in ["/groups/x", "/groups/x/name/y?next=z", "/api/groups", "/api/devices/dev-1", token] {
            requests.push(get(target, &header));
            requests.push(post_as(target, &header, JSON, "{}"));
        }
        requests.push(post_as(token, &header, FORM, "grant_type=client_credentials"));
        requests.push(post_as(revoke, &header, FORM, &format!("grant_type=client_credentials&token={hash}")));
    }
    requests.extend([
        post("/api/Auth/Token", JSON, &json!({"userName": "ada@fleet.example", "apiKey": [hash]}).to_string()),
        post("/api/Auth/Token", JSON, &json!({"userName": hash, "apiKey": hash}).to_string()),
        post("/api/Auth/Token", "text/plain", hash),
        post(token, FORM, &format!("grant_type={hash}&client_id={hash}&client_secret={hash}")),
        post(revoke, JSON, &format!("{{\"token\": \"{hash}\"")),
        get(&format!("/api/groups/{hash}"), ""),
        get(&format!("/api/users/{hash}?token={hash}"), ""),
        get(&format!("/groups/{hash}/name/{hash}?next={hash}"), ""),
        post("/groups", JSON, &json!({"accountName": hash, "groupName": hash, "devicesToAdd": [hash]}).to_string()),
        post(&format!("/session/{hash}"), JSON, hash),
        post(&format!("/api/m2m/v1/{hash}"), JSON, hash),
    ]);
    requests
}
