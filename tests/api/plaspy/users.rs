//! Users: the account's sub-users, made, read, replaced and deleted.

use muster::domain::Right;
use serde_json::{Value, json};

use super::{contents, invalid, jane, listed, master, refusal, sql, told, user, with};
use crate::support::TestServer;
use crate::support::world::{FIRST_HOLDER_ID, GROUP, SUB_USER, SUB_USER_ID, TRACKERS};

/// The id of the first thing that is made in a world, and the moment a minute after it began.
const NEW: i32 = 1_000_000;
const LATER: &str = "2026-09-21T14:14:20Z";

/// All that can be said of a user but the password.
fn everything() -> Value {
    json!({
        "name": "Jane Mary Doe", "email": "jane@fleet.example", "country": "USA", "timeZone": "America/Los_Angeles",
        "description": "Drives\nat night", "message": "Welcome", "disabled": true, "disabledMessage": "On leave",
        "tags": {"role": "driver", "note": ""}, "privileges": ["read", "write", "read"], "group": "Main office",
        "deviceId": "dev-991999", "adminDevices": 2, "from": "2026-01-01T00:00:00Z", "expires": "2027-01-01T00:00:00Z",
    })
}

#[test]
fn the_list_has_every_sub_user_and_not_the_owner() {
    let server = TestServer::start();
    let holder = |(place, right): (usize, &Right)| {
        let id = FIRST_HOLDER_ID + i32::try_from(place).expect("few");
        let login = format!("{}@fleet.example", right.name());
        user(id, &login, &login)
    };
    let sue = user(SUB_USER_ID, "sue@fleet.example", "sue@fleet.example");
    let dis = with(user(5, "dis@fleet.example", "dis@fleet.example"), json!({"disabled": true}));
    let all = [sue, dis].into_iter().chain(Right::ALL.iter().enumerate().map(holder)).map(listed);
    let expected = json!({"success": true, "users": all.collect::<Vec<_>>()});
    assert_eq!(told(&master(&server).get("/api/users")), (200, expected));
}

#[test]
fn a_user_is_read_by_its_id_with_or_without_the_prefix() {
    let server = TestServer::start();
    let client = master(&server);
    let sue = user(SUB_USER_ID, "sue@fleet.example", "sue@fleet.example");
    for path in ["/api/users/usr-4", "/api/users/4", "/api/USERS/usr-4/"] {
        assert_eq!(told(&client.get(path)), (200, sue.clone()), "{path}");
    }
}

/// The owner is no user of its own account, so nobody can disable or delete it here.
#[test]
fn what_is_no_user_is_not_found_and_nothing_changes() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    for id in [
        "usr-404404",
        "404404",
        "usr-1",
        "1",
        "usr-2",
        "2",
        "usr-7",
        "7",
        "usr-0",
        "0",
        "usr-04",
        "04",
        "+4",
        "usr-+4",
        "-4",
        "USR-4",
        "grp-4",
        "dev-4",
        "usr4",
        "usr-",
        "usr--4",
        "4.0",
        "4e0",
        "%204",
        "usr-4%00",
        "usr-4%2F",
        "2147483648",
        "sue@fleet.example",
        "null",
    ] {
        let path = format!("/api/users/{id}");
        let disable = json!([{"op": "replace", "path": "/disabled", "value": true}]);
        for answer in [client.get(&path), client.put(&path, &jane()), client.patch(&path, &disable)] {
            assert_eq!(told(&answer), refusal(404, "User not found."), "{path}");
        }
        assert_eq!(told(&client.delete(&path)), refusal(404, "User not found"), "{path}");
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_new_user_needs_a_name_an_address_a_country_and_a_time_zone() {
    let server = TestServer::start();
    let client = master(&server);
    let made =
        with(user(NEW, "Jane Doe", "jane@fleet.example"), json!({"country": "CO", "timeZone": "America/Bogota"}));
    assert_eq!(told(&client.post("/api/users", &jane())), (201, made.clone()));
    assert_eq!(told(&client.get("/api/users/usr-1000000")), (200, made));
    for (field, error) in [
        ("name", "Invalid input"),
        ("email", "Invalid email address."),
        ("country", "Invalid country."),
        ("timeZone", "Invalid time zone."),
    ] {
        let expected = invalid(error, &[(field, "must not be null")]);
        let mut without = jane();
        without.as_object_mut().expect("an object").remove(field);
        for body in [without, with(jane(), json!({field: null}))] {
            assert_eq!(told(&client.post("/api/users", &body)), expected, "{body}");
            assert_eq!(told(&client.put("/api/users/usr-4", &body)), expected, "{body}");
        }
    }
    let missing = ["name", "email", "country", "timeZone"].map(|field| (field, "must not be null"));
    assert_eq!(told(&client.post("/api/users", &json!({}))), invalid("Invalid email address.", &missing));
}

#[test]
fn all_that_is_said_of_a_user_is_kept_but_for_the_moments_that_the_server_notes() {
    let server = TestServer::start();
    let client = master(&server);
    let moment = "2020-02-02T02:02:02Z";
    let noted =
        json!({"creation": moment, "modification": moment, "lastLogin": moment, "id": "usr-5", "success": false});
    let answer = client.post("/api/users", &with(everything(), noted.clone()));
    assert_eq!(told(&answer), (201, with(user(NEW, "", ""), everything())));
    server.clock.advance(60);
    let changed = with(everything(), json!({"description": "Drives by day"}));
    let answer = client.put("/api/users/usr-1000000", &with(changed.clone(), noted));
    let expected = with(with(user(NEW, "", ""), changed), json!({"modification": LATER}));
    assert_eq!(told(&answer), (200, expected));
}

#[test]
fn a_replacement_keeps_what_it_does_not_name() {
    let named = json!({"name": "Jane Mary Doe", "email": "jane@fleet.example", "country": "USA", "timeZone": "UTC"});
    for (said, after) in [
        (json!({}), json!({})),
        (json!({"description": null}), json!({"description": null})),
        (json!({"description": ""}), json!({"description": ""})),
        (json!({"message": null, "disabledMessage": null}), json!({"message": null, "disabledMessage": null})),
        (json!({"disabled": null}), json!({"disabled": false})),
        (json!({"disabled": false}), json!({"disabled": false})),
        (json!({"tags": null}), json!({"tags": {}})),
        (json!({"tags": {}}), json!({"tags": {}})),
        (json!({"tags": {"role": "chief"}}), json!({"tags": {"role": "chief"}})),
        (json!({"privileges": null}), json!({"privileges": []})),
        (json!({"privileges": ["execute"]}), json!({"privileges": ["execute"]})),
        (json!({"group": null}), json!({"group": null})),
        (json!({"group": "grp-168"}), json!({"group": "Employees"})),
        (json!({"deviceId": null}), json!({"deviceId": null})),
        (json!({"deviceId": 999_919}), json!({"deviceId": "dev-999919"})),
        (json!({"adminDevices": null}), json!({"adminDevices": null})),
        (json!({"adminDevices": 0}), json!({"adminDevices": 0})),
        (json!({"from": null}), json!({"from": null})),
        (json!({"expires": null}), json!({"expires": null})),
        (json!({"password": null}), json!({})),
        (json!({"password": "Another-Pa55word"}), json!({})),
        (json!({"email": "Jane.Doe@Fleet.Example"}), json!({"email": "jane.doe@fleet.example"})),
    ] {
        let server = TestServer::start();
        let client = master(&server);
        assert_eq!(client.post("/api/users", &everything()).status, 201);
        server.clock.advance(60);
        let answer = client.put("/api/users/1000000", &with(named.clone(), said.clone()));
        let expected = with(with(user(NEW, "", ""), everything()), json!({"timeZone": "UTC", "modification": LATER}));
        let expected = (200, with(expected, after));
        assert_eq!(told(&answer), expected, "{said}");
        assert_eq!(told(&client.get("/api/users/usr-1000000")), expected, "{said}");
    }
}

#[test]
fn a_refused_user_is_not_made_and_one_that_is_there_stays_as_it_is() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    for changes in [
        json!({"email": "ada@fleet.example"}),
        json!({"email": "SUE@fleet.example"}),
        json!({"email": "otto@quarry.example"}),
        json!({"email": "kim@quarry.example"}),
    ] {
        let body = with(jane(), changes);
        let expected = refusal(409, "Email already in use.");
        assert_eq!(told(&client.post("/api/users", &body)), expected, "{body}");
        assert_eq!(told(&client.put("/api/users/usr-5", &body)), expected, "{body}");
        let patch = json!([{"op": "replace", "path": "/email", "value": body["email"]}]);
        assert_eq!(told(&client.patch("/api/users/usr-5", &patch)), expected, "{body}");
    }
    assert_eq!(contents(&server), before);
    let same = with(jane(), json!({"email": "Sue@Fleet.Example"}));
    assert_eq!(client.put("/api/users/usr-4", &same).body["email"], "sue@fleet.example", "its own is not taken");
}

/// Whether somebody can log in, in the other dialect, with that password.
fn gets_in(server: &TestServer, login: &str, password: &str) -> bool {
    let answer = server.client("").call("user/auth", json!({"login": login, "password": password}));
    answer.body["success"] == json!(true)
}

#[test]
fn a_password_is_never_told_and_logs_in_everywhere() {
    let server = TestServer::start();
    let client = master(&server);
    let jane_gets_in = |password: &str| gets_in(&server, "jane@fleet.example", password);
    let answer = client.post("/api/users", &with(jane(), json!({"password": "x"})));
    assert_eq!((answer.status, &answer.body["password"]), (201, &json!(null)));
    assert!(jane_gets_in("x"));
    for said in [json!({}), json!({"password": null})] {
        assert_eq!(client.put("/api/users/usr-1000000", &with(jane(), said)).status, 200);
        assert!(jane_gets_in("x"), "nothing said, nothing changed");
    }
    let forty = "P@ssw0rd".repeat(5);
    assert_eq!(client.put("/api/users/usr-1000000", &with(jane(), json!({"password": forty}))).status, 200);
    assert!(!jane_gets_in("x") && jane_gets_in(&forty));
    let contents = contents(&server);
    assert!(!contents.contains(&forty));
}

#[test]
fn without_a_password_nobody_gets_in_until_there_is_one() {
    let server = TestServer::start();
    let client = master(&server);
    assert_eq!(client.post("/api/users", &jane()).status, 201);
    for password in ["", "null", "Jane Doe", "jane@fleet.example"] {
        assert!(!gets_in(&server, "jane@fleet.example", password), "{password:?}");
    }
    let patch = json!([{"op": "add", "path": "/password", "value": "P@ssw0rd123"}]);
    assert_eq!(client.patch("/api/users/usr-1000000", &patch).body["password"], json!(null));
    assert!(gets_in(&server, "jane@fleet.example", "P@ssw0rd123"));
    assert_eq!(client.get("/api/users/usr-1000000").body["lastLogin"], "2026-09-21T14:13:20Z");
}

#[test]
fn another_password_ends_the_sessions_with_the_former_one() {
    let server = TestServer::start();
    server.sub_user().must("tracker/list", json!({}));
    let body = with(jane(), json!({"password": "P@ssw0rd123"}));
    assert_eq!(master(&server).put("/api/users/usr-4", &body).status, 200);
    assert_eq!(server.client(SUB_USER).call("tracker/list", json!({})).body["status"]["code"], 4);
}

#[test]
fn a_deleted_user_is_gone_and_what_it_saw_stays() {
    let server = TestServer::start();
    let client = master(&server);
    let sight = json!({"email": "sue@fleet.example", "group": GROUP_NAME, "deviceId": TRACKERS[1]});
    assert_eq!(client.put("/api/users/usr-4", &with(jane(), sight)).status, 200);
    assert_eq!(told(&client.delete("/api/users/usr-4")), (200, json!({"success": true})));
    assert_eq!(told(&client.delete("/api/users/usr-4")), refusal(404, "User not found"));
    assert_eq!(told(&client.get("/api/users/usr-4")), refusal(404, "User not found."));
    assert_eq!(server.sub_user().call("tracker/list", json!({})).body["status"]["code"], 4);
    assert!(!gets_in(&server, "sue@fleet.example", crate::support::world::PASSWORD));
    assert_eq!(client.get(&format!("/api/groups/{GROUP}")).status, 200);
    assert_eq!(client.get(&format!("/api/devices/{}", TRACKERS[1])).status, 200);
    let again = client.post("/api/users", &with(jane(), json!({"email": "sue@fleet.example"})));
    assert_eq!(again.status, 201, "the address is free again");
}

const GROUP_NAME: &str = "Main office";

#[test]
fn one_user_more_than_an_account_may_have_is_refused() {
    let server = TestServer::start();
    sql(
        &server,
        "WITH RECURSIVE crowd (id) AS (SELECT 10001 UNION ALL SELECT id + 1 FROM crowd WHERE id < 20000)
         INSERT INTO users SELECT 1, id, id || '@crowd.example', 'none', 'UTC', 'en_US', TRUE, FALSE, NULL, NULL, NULL, 0, 0, NULL
         FROM crowd",
    );
    assert_eq!(told(&master(&server).post("/api/users", &jane())), refusal(409, "Limit reached"));
}

#[test]
fn the_operators_word_is_shown_and_does_not_become_the_owners_by_being_sent_back() {
    let server = TestServer::start();
    let master = master(&server);
    let shown = told(&master.get("/api/users/5")).1;
    assert_eq!(shown["disabled"], true);
    let sent_back = with(shown, json!({"country": "DE"}));
    assert_eq!(master.put("/api/users/5", &sent_back).status, 200);
    sql(&server, "UPDATE users SET disabled = FALSE WHERE id = 5");
    assert_eq!(told(&master.get("/api/users/5")).1["disabled"], false);
    let barred = json!([{"op": "replace", "path": "/disabled", "value": true}]);
    assert_eq!(told(&master.patch("/api/users/5", &barred)).1["disabled"], true, "the owner's own word");
}
