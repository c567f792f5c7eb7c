//! A group's devices come in pages: 202 and where the next one is, until the last, which is a 200.

use muster::limits::Limits;
use serde_json::{Value, json};

use super::words::{done, refusal, told};
use super::{ACCOUNT, BASE, TANKS, encoded, group, make_group, master, sql};
use crate::support::rest::{Rest, RestAnswer};
use crate::support::{Options, TestServer};

/// A server that tells so many devices at a time.
fn server(group_page: usize) -> TestServer {
    let usual = Options::default();
    let server = TestServer::with(Options { limits: Limits { group_page, ..usual.limits }, ..usual });
    super::furnish(&server);
    server
}

/// The pages from this one on, each found where the one before said.
fn pages(client: &Rest, first: &str) -> Vec<RestAnswer> {
    let mut pages = vec![client.get(first)];
    while let Some(next) = pages.last().and_then(|page| page.header("location")).map(str::to_owned) {
        pages.push(client.get(&next));
    }
    pages
}

fn imeis_of(pages: &[RestAnswer]) -> Vec<String> {
    let devices = pages.iter().flat_map(|page| page.body["devices"].as_array().expect("devices").clone());
    devices.map(|device| device["deviceIds"][0]["id"].as_str().expect("an IMEI").to_owned()).collect()
}

fn imeis_of_one(page: &RestAnswer) -> usize {
    imeis_of(std::slice::from_ref(page)).len()
}

fn page(name: &str, tanks: &[usize], has_more: bool) -> Value {
    let (_, mut body) = super::members(name, "", tanks);
    body["hasMoreData"] = json!(has_more);
    body
}

#[test]
fn each_page_but_the_last_says_where_the_next_one_is() {
    let server = server(2);
    let client = master(&server);
    make_group(&client, "NV tanks", &[0, 1, 2, 3]);
    super::register(&server, 1, 25, "490154203237526", None);
    sql(
        &server,
        &format!(
            "UPDATE trackers SET group_id = (SELECT group_id FROM trackers WHERE id = {}) WHERE id = 25",
            TANKS[0].0
        ),
    );
    let location = |last: i32| format!("/api/m2m/v1/groups/{ACCOUNT}/name/NV%20tanks/?next={last}");
    let pages = pages(&client, &group("NV tanks"));
    let shown: Vec<_> = pages.iter().map(|page| (page.status, page.header("location"))).collect();
    assert_eq!(shown, [(202, Some(&*location(22))), (202, Some(&*location(24))), (200, None)]);
    assert_eq!(pages[0].body, page("NV tanks", &[0, 1], true));
    assert_eq!(pages[1].body, page("NV tanks", &[2, 3], true));
    let last = json!([{"deviceIds": [{"id": "490154203237526", "kind": "imei"}]}]);
    let mut expected = page("NV tanks", &[], false);
    expected["devices"] = last;
    assert_eq!(pages[2].body, expected);
}

#[test]
fn there_is_no_gap_and_no_overlap_whatever_the_size() {
    for size in 1..=6 {
        let server = server(size);
        let client = master(&server);
        make_group(&client, "Tanks", &[0, 1, 2, 3]);
        for first in [group("Tanks"), format!("{BASE}{}", group("Tanks")), format!("{}/?next=0", group("Tanks"))] {
            let pages = pages(&client, &first);
            assert_eq!(imeis_of(&pages), TANKS.map(|(_, imei)| imei), "{size}");
            assert_eq!(pages.len(), 4_usize.div_ceil(size), "no page is empty: {size}");
            let (last, others) = pages.split_last().expect("a page");
            assert!(others.iter().all(|page| page.status == 202 && page.body["hasMoreData"] == true), "{size}");
            assert_eq!((last.status, &last.body["hasMoreData"]), (200, &json!(false)), "{size}");
        }
    }
}

#[test]
fn the_way_to_the_next_page_holds_any_name() {
    for (account, name) in [("Fleet / Söhne", "a/b?c#d%2F 'x' <y> \\ 🚚"), ("50% off", "..")] {
        let server = server(1);
        let client = master(&server);
        sql(&server, &format!("INSERT INTO account_names VALUES (1, '{account}')"));
        let new = json!({"accountName": account, "groupName": name, "devicesToAdd": super::imeis(&[3, 1, 2])});
        assert_eq!(told(&client.post("/groups", &new)), done());
        let pages = pages(&client, &format!("/groups/{}/name/{}", encoded(account), encoded(name)));
        assert_eq!(imeis_of(&pages), [TANKS[1].1, TANKS[2].1, TANKS[3].1], "{name}");
    }
}

#[test]
fn next_is_the_device_that_was_seen_last() {
    let server = server(2);
    let client = master(&server);
    make_group(&client, "Tanks", &[0, 1, 2, 3]);
    let devices = |next: &str| {
        let answer = client.get(&format!("{}?next={next}", group("Tanks")));
        let devices = answer.body["devices"].as_array().expect("devices").len();
        (answer.status, devices)
    };
    for (next, expected) in [
        ("", (202, 2)),
        ("0", (202, 2)),
        ("-1", (202, 2)),
        ("20", (202, 2)),
        ("21", (202, 2)),
        ("22", (200, 2)),
        ("23", (200, 1)),
        ("24", (200, 0)),
        ("9223372036854775807", (200, 0)),
    ] {
        assert_eq!(devices(next), expected, "{next}");
    }
    for next in ["x", "1.5", "9223372036854775808", "%20", "null"] {
        let answer = client.get(&format!("{}?next={next}", group("Tanks")));
        let message = "next must be the number of a device";
        assert_eq!(told(&answer), refusal("REQUEST_FAILED.UnexpectedError", message), "{next}");
    }
}

// shows: group_page
#[test]
fn a_page_has_two_thousand_devices_unless_the_operator_wants_fewer() {
    let server = TestServer::start();
    let client = master(&server);
    sql(
        &server,
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000)
         INSERT INTO sources SELECT 1, 2000 + n, 2000 + n, 'm', NULL, FALSE, 0 FROM n;
         INSERT INTO trackers SELECT 1, id, 'X', 167, 1, id, FALSE, 0 FROM sources WHERE id BETWEEN 2001 AND 4000;",
    );
    let lengths = || pages(&client, &group("Main office")).iter().map(imeis_of_one).collect::<Vec<_>>();
    assert_eq!(lengths(), [2000]);
    sql(&server, "UPDATE trackers SET group_id = 167 WHERE id = 999199");
    assert_eq!(lengths(), [2000, 1]);
}

/// Whoever leaves between two pages takes nobody else along.
#[test]
fn a_device_that_leaves_meanwhile_makes_no_gap() {
    let server = server(2);
    let client = master(&server);
    make_group(&client, "Tanks", &[0, 1, 2, 3]);
    let first = client.get(&group("Tanks"));
    let change = json!({"devicesToRemove": super::imeis(&[1, 2])});
    assert_eq!(told(&client.put(&group("Tanks"), &change)), done());
    let rest = pages(&client, first.header("location").expect("a next page"));
    assert_eq!(imeis_of(&rest), [TANKS[3].1]);
}
