//! Whoever asks the same again is told the same, whichever way it asks and wants to be told.

use std::io::Read as _;

use serde_json::json;

use super::{Pair, questions};
use crate::calls;
use crate::support::raw::{exchange, request};
use crate::support::world::{MASTER, STRANGER};
use crate::support::{Client, TestServer, Transport};

#[test]
fn by_every_transport() {
    let pair = Pair::of(calls::furnished());
    for (action, params) in questions() {
        let told = pair.honest.master().call(action, params.clone());
        for transport in Transport::ALL.into_iter().chain(Transport::ALL) {
            assert_eq!(pair.server.master().send(transport, action, params.clone()), told, "{action} by {transport:?}");
        }
        let capitals = pair.server.client(&MASTER.to_uppercase()).call(action, params);
        assert_eq!(capitals, told, "{action}");
    }
}

#[test]
fn by_head() {
    let server = TestServer::start();
    for (action, _) in questions() {
        let length = server.master().call(action, json!({})).text.len().to_string();
        for _ in 0..3 {
            let answer = exchange(server.address, &request(&format!("HEAD /{action}?hash={MASTER}"), &[], b""));
            assert_eq!((answer.status, answer.body.as_str()), (200, ""), "{action}");
            assert_eq!(answer.header("content-length"), Some(length.as_str()), "{action}");
        }
    }
}

#[test]
fn compressed_or_not() {
    let server = TestServer::start();
    for number in 0..30 {
        server.master().must("tracker/group/create", json!({"title": format!("Depot {number}"), "color": "1E96DC"}));
    }
    let plain = || server.master().call("tracker/group/list", json!({})).text;
    let compressed = || {
        let url = server.url(&format!("tracker/group/list?hash={MASTER}"));
        let response = ureq::get(url).header("Accept-Encoding", "gzip").call().expect("answered");
        assert_eq!(response.headers().get("content-encoding").map(|coding| coding.as_bytes()), Some(&b"gzip"[..]));
        let mut text = String::new();
        let mut reader = flate2::read::GzDecoder::new(response.into_body().into_reader());
        reader.read_to_string(&mut text).expect("gzip");
        text
    };
    let told = plain();
    for _ in 0..3 {
        assert_eq!((compressed(), plain()), (told.clone(), told.clone()));
    }
}

#[test]
fn with_its_moments_in_the_form_that_was_asked_for_each_time() {
    let pair = Pair::start();
    let by_header = |client: Client| client.with_header("NVX-ISO-DateTime", "true");
    let (plain, iso) = (json!({}), json!({"iso_datetime": true}));
    let [told, told_iso] = [&plain, &iso].map(|params| pair.honest.master().call("user/get_info", params.clone()));
    assert_ne!(told, told_iso);
    for _ in 0..3 {
        assert_eq!(pair.server.master().call("user/get_info", plain.clone()), told);
        assert_eq!(by_header(pair.server.master()).call("user/get_info", plain.clone()), told_iso);
        assert_eq!(pair.server.master().call("user/get_info", iso.clone()), told_iso);
        assert_eq!(by_header(pair.server.master()).call("user/get_info", json!({"iso_datetime": false})), told_iso);
        assert_eq!(pair.server.master().call("user/get_info", json!({"iso_datetime": false})), told);
    }
}

#[test]
fn filtered_or_not() {
    let pair = Pair::of(calls::furnished());
    pair.server.master().must("tag/create", json!({"tag": {"name": "Light", "color": "1E96DC"}}));
    let names = |params| {
        let list = pair.server.master().must("tag/list", params);
        let names = list["list"].as_array().expect("a list").iter().filter_map(|tag| tag["name"].as_str());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    for _ in 0..3 {
        assert_eq!(names(json!({})), ["Heavy", "Light"]);
        assert_eq!(names(json!({"filter": "heav"})), ["Heavy"]);
        assert_eq!(names(json!({"filter": "light"})), ["Light"]);
        assert_eq!(names(json!({"filter": "nothing"})), [""; 0]);
    }
    pair.server.master().must("tag/update", json!({"tag": {"id": calls::TAG, "name": "Big", "color": "000000"}}));
    assert_eq!(names(json!({"filter": "heav"})), [""; 0]);
    assert_eq!(names(json!({})), ["Big", "Light"]);
}

#[test]
fn whoever_else_asks_in_between() {
    let pair = Pair::start();
    let told = pair.all_answers();
    for _ in 0..3 {
        assert_eq!(pair.all_answers(), told);
        pair.server.client(STRANGER).must("tracker/group/create", json!({"title": "Pit", "color": "000000"}));
        assert_ne!(pair.all_answers(), told, "the other account's own");
        let of_stranger = pair.server.client(STRANGER).must("tracker/group/list", json!({}));
        let made = of_stranger["list"][1]["id"].clone();
        pair.server.client(STRANGER).must("tracker/group/delete", json!({"id": made}));
    }
}
