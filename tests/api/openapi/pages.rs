//! The documents and the page that shows them.

use muster::openapi::Api;

use crate::support::TestServer;
use crate::support::raw::{RawAnswer, exchange, request};

fn get(server: &TestServer, path: &str) -> RawAnswer {
    exchange(server.address, &request(&format!("GET {path}"), &[], b""))
}

#[test]
fn each_document_is_served() {
    let server = TestServer::start();
    for api in Api::ALL {
        let answer = get(&server, api.path());
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json; charset=utf-8")));
        assert!(answer.body == api.text(), "{api:?}");
    }
}

#[test]
fn the_page_offers_each_document_and_loads_nothing_from_elsewhere() {
    let server = TestServer::start();
    let page = get(&server, "/docs/");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html")));
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("http"), "{policy}");

    let sources = page.body.split("src=\"").chain(page.body.split("href=\"")).skip(1);
    let files: Vec<_> = sources.filter_map(|rest| rest.split('"').next()).filter(|file| file.contains('.')).collect();
    assert!(files.len() > 3, "{files:?}");
    for file in files {
        assert!(!file.contains("//"), "{file} is elsewhere");
        assert_eq!(get(&server, &format!("/docs/{}", file.trim_start_matches("./"))).status, 200, "{file}");
    }
    let choice = get(&server, "/docs/swagger-initializer.js").body;
    for api in Api::ALL {
        assert!(choice.contains(&format!("\"url\": \"{}\"", api.path())), "{choice}");
    }
    assert_eq!(get(&server, "/docs").header("location"), Some("docs/"));
    assert_eq!(get(&server, "/docs/no-such-file.js").status, 404);
}
