//! One good call of each row whose action is found by method and path, as the first owner could send it. Tests that hold for
//! all such rows are made from these; a row without a call fails them.

use muster::action::{ActionDef, Route};
use muster::{plaspy, thingspace};
use serde_json::{Value, json};

use crate::support::TestServer;
use crate::support::rest::{Rest, RestAnswer};
use crate::support::world::{self, TRACKERS};

/// Whose manners a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vendor {
    Plaspy,
    ThingSpace,
}

/// Where an id stands.
#[derive(Debug, Clone, Copy)]
pub enum At {
    /// In the path, in the place of this name.
    Path(&'static str),
    /// In the body, at this JSON pointer.
    Body(&'static str),
}

/// A place that names something of the account, with a name that nobody has and another account's.
pub struct Place {
    pub at: At,
    pub missing: &'static str,
    pub foreign: &'static str,
}

/// A good call.
pub struct Call {
    pub vendor: Vendor,
    pub row: &'static ActionDef,
    path: Vec<(&'static str, &'static str)>,
    body: Value,
    pub places: Vec<Place>,
}

pub const ACCOUNT: &str = "0000000001-00001";

const GROUP_ID: Place = Place { at: At::Path("{id}"), missing: "grp-404404", foreign: "grp-500" };
const USER_ID: Place = Place { at: At::Path("{id}"), missing: "usr-404404", foreign: "usr-7" };
const OWNERS_ID: Place = Place { at: At::Path("{id}"), missing: "usr-404404", foreign: "usr-1" };
const DEVICE_ID: Place = Place { at: At::Path("{id}"), missing: "dev-404404", foreign: "dev-600" };
const ACCOUNT_NAME: Place = Place { at: At::Path("{aname}"), missing: "0000000404-00001", foreign: "0000000002-00001" };
const GROUP_NAME: Place = Place { at: At::Path("{gname}"), missing: "Nowhere", foreign: "Quarry" };

const fn device_at(at: &'static str) -> Place {
    Place { at: At::Body(at), missing: "dev-404404", foreign: "dev-600" }
}

const fn group_at(at: &'static str) -> Place {
    Place { at: At::Body(at), missing: "grp-404404", foreign: "grp-500" }
}

const fn imei_at(at: &'static str) -> Place {
    Place { at: At::Body(at), missing: "000000000404404", foreign: "000000000000600" }
}

const fn account_at(at: &'static str) -> Place {
    Place { at: At::Body(at), missing: "0000000404-00001", foreign: "0000000002-00001" }
}

const fn group_name_at(at: &'static str) -> Place {
    Place { at: At::Body(at), missing: "Nowhere", foreign: "Quarry" }
}

impl Call {
    /// Sends it.
    pub fn send(&self, caller: &Rest) -> RestAnswer {
        caller.call(self.method(), &self.path(&self.path), &self.body)
    }

    /// Sends it with any text as its body.
    pub fn send_text(&self, caller: &Rest, content_type: &str, text: &str) -> RestAnswer {
        caller.send(self.method(), &self.path(&self.path), Some(content_type), text)
    }

    /// Sends it with another name in a place.
    pub fn send_with(&self, caller: &Rest, place: &Place, name: &str) -> RestAnswer {
        let (mut path, mut body) = (self.path.clone(), self.body.clone());
        match place.at {
            At::Path(at) => path = replaced(&path, at, name),
            At::Body(at) => *body.pointer_mut(at).expect(at) = json!(name),
        }
        caller.call(self.method(), &self.path(&path), &body)
    }

    /// Whether it sends a body.
    pub fn has_body(&self) -> bool {
        !self.body.is_null()
    }

    fn method(&self) -> &'static str {
        let Route::Rest(method, _) = self.row.route else { panic!("{} has no method", self.row.route) };
        method.as_str()
    }

    fn path(&self, values: &[(&'static str, &str)]) -> String {
        let filled = |path: String, (open, value): &(&str, &str)| path.replace(open, &value.replace(' ', "%20"));
        values.iter().fold(self.row.route.path().to_owned(), filled)
    }
}

fn replaced<'n>(path: &[(&'static str, &'n str)], at: &str, name: &'n str) -> Vec<(&'static str, &'n str)> {
    path.iter().map(|(open, value)| (*open, if *open == at { name } else { *value })).collect()
}

/// The rows of both dialects.
pub fn rows() -> Vec<(Vendor, &'static ActionDef)> {
    let plaspy = plaspy::ACTIONS.iter().map(|row| (Vendor::Plaspy, row));
    plaspy.chain(thingspace::ACTIONS.iter().map(|row| (Vendor::ThingSpace, row))).collect()
}

/// The call of every row but the two of the gateway's tokens, which belong to no account.
pub fn all() -> Vec<Call> {
    let rows = rows().into_iter().filter(|(_, row)| !row.route.path().starts_with("/api/ts/"));
    rows.map(|(vendor, row)| call(vendor, row)).collect()
}

fn call(vendor: Vendor, row: &'static ActionDef) -> Call {
    let (path, body, places) = match vendor {
        Vendor::Plaspy => plaspy(&row.route.to_string()),
        Vendor::ThingSpace => thingspace(&row.route.to_string()),
    };
    Call { vendor, row, path, body, places }
}

type Told = (Vec<(&'static str, &'static str)>, Value, Vec<Place>);

fn plaspy(route: &str) -> Told {
    let (group, user, device) = (vec![("{id}", "grp-167")], vec![("{id}", "usr-4")], vec![("{id}", "dev-991999")]);
    let devices = || json!(["dev-991999", "dev-999199"]);
    let person = || {
        json!({
            "name": "Jane Doe", "email": "jane.doe@example.com", "country": "USA", "timeZone": "America/Los_Angeles",
            "group": "grp-167", "deviceId": "dev-991999",
        })
    };
    let sight = || vec![group_at("/group"), device_at("/deviceId")];
    match route {
        "POST /api/Auth/Token" => (vec![], json!({"userName": "ada@fleet.example", "apiKey": world::API_KEY}), vec![]),
        "GET /api/groups"
        | "GET /api/users"
        | "GET /api/users/countries"
        | "GET /api/users/timeZones"
        | "GET /api/devices" => (vec![], Value::Null, vec![]),
        "POST /api/groups" => (vec![], json!({"name": "Made", "devices": devices()}), vec![device_at("/devices/1")]),
        "GET /api/groups/{id}" | "DELETE /api/groups/{id}" => (group, Value::Null, vec![GROUP_ID]),
        "PUT /api/groups/{id}" => {
            (group, json!({"name": "Made", "devices": devices()}), vec![GROUP_ID, device_at("/devices/1")])
        }
        "PATCH /api/groups/{id}" => {
            let patch = json!([{"op": "add", "path": "/devices/-", "value": "dev-991999"}]);
            (group, patch, vec![GROUP_ID, device_at("/0/value")])
        }
        "POST /api/users" => (vec![], person(), sight()),
        "GET /api/users/{id}" | "DELETE /api/users/{id}" => (user, Value::Null, vec![USER_ID, OWNERS_ID]),
        "PUT /api/users/{id}" => (user, person(), [vec![USER_ID, OWNERS_ID], sight()].into_iter().flatten().collect()),
        "PATCH /api/users/{id}" => {
            let patch = json!([
                {"op": "replace", "path": "/group", "value": "grp-167"},
                {"op": "add", "path": "/deviceId", "value": "dev-991999"},
            ]);
            (user, patch, vec![USER_ID, OWNERS_ID, group_at("/0/value"), device_at("/1/value")])
        }
        "GET /api/devices/{id}" | "GET /api/devices/{id}/lastLocation" => (device, Value::Null, vec![DEVICE_ID]),
        _ => panic!("{route} has no call"),
    }
}

fn thingspace(route: &str) -> Told {
    let group = || vec![("{aname}", ACCOUNT), ("{gname}", "Main office")];
    let device = || json!({"kind": "imei", "id": imei(TRACKERS[0])});
    let (method, path) = route.split_once(' ').expect("a method");
    match (method, path.trim_start_matches("/api/m2m/v1")) {
        ("POST", "/session/login") => {
            (vec![], json!({"username": "ada@fleet.example", "password": world::PASSWORD}), vec![])
        }
        ("POST", "/session/logout") => (vec![], Value::Null, vec![]),
        ("POST", "/groups") => {
            let body = json!({"accountName": ACCOUNT, "groupName": "Made", "devicesToAdd": [device()]});
            (vec![], body, vec![account_at("/accountName"), imei_at("/devicesToAdd/0/id")])
        }
        ("GET", "/groups/{aname}") => (vec![("{aname}", ACCOUNT)], Value::Null, vec![ACCOUNT_NAME]),
        ("GET" | "DELETE", "/groups/{aname}/name/{gname}") => (group(), Value::Null, vec![ACCOUNT_NAME, GROUP_NAME]),
        ("PUT", "/groups/{aname}/name/{gname}") => {
            let other = json!({"kind": "imei", "id": imei(TRACKERS[1])});
            let body = json!({"newGroupName": "Made", "devicesToAdd": [device()], "devicesToRemove": [other]});
            let devices = [imei_at("/devicesToAdd/0/id"), imei_at("/devicesToRemove/0/id")];
            (group(), body, [ACCOUNT_NAME, GROUP_NAME].into_iter().chain(devices).collect())
        }
        ("POST", "/devices/actions/list") => {
            let body = json!({"accountName": ACCOUNT, "deviceId": device(), "groupName": "Unassigned Devices"});
            (vec![], body, vec![account_at("/accountName"), imei_at("/deviceId/id"), group_name_at("/groupName")])
        }
        ("PUT", "/devices/actions/customFields") => {
            let body = json!({
                "accountName": ACCOUNT, "customFieldsToUpdate": [{"key": "CustomField1", "value": "West"}],
                "devices": [{"deviceIds": [device()]}], "groupName": "Unassigned Devices",
            });
            let places =
                vec![account_at("/accountName"), imei_at("/devices/0/deviceIds/0/id"), group_name_at("/groupName")];
            (vec![], body, places)
        }
        _ => panic!("{route} has no call"),
    }
}

/// The IMEI that [`furnished`] gives a tracker's device.
pub fn imei(tracker: i32) -> String {
    format!("{tracker:015}")
}

/// A world in which devices are called by IMEIs, the first owner's sub-user has a key, and some of its trackers a group.
pub fn furnished() -> TestServer {
    let server = TestServer::start();
    let conn = rusqlite::Connection::open(server.path()).expect("the database");
    conn.execute_batch("UPDATE sources SET device_id = printf('%015d', id), phone = NULL").expect("changed");
    server
}

/// Whoever has that login, with a credential for the vendor's dialect.
pub fn caller(server: &TestServer, vendor: Vendor, login: &str, key: &str) -> Rest {
    let nobody = Rest::new(server.address);
    let text = |answer: &RestAnswer, field: &str| {
        answer.body[field].as_str().unwrap_or_else(|| panic!("{login}: {answer:?}")).to_owned()
    };
    match vendor {
        Vendor::Plaspy => {
            let answer = nobody.post("/api/Auth/Token", &json!({"userName": login, "apiKey": key}));
            nobody.with_bearer(&text(&answer, "token"))
        }
        Vendor::ThingSpace => {
            let who = json!({"username": login, "password": world::PASSWORD});
            let answer = nobody.post("/session/login", &who);
            nobody.with_header("VZ-M2M-Token", &text(&answer, "sessionToken"))
        }
    }
}
