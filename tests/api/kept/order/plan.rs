//! An account whose owner carries out a plan, while others read what it comes to.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::register::Register;
use crate::support::world::NO_GROUP;
use crate::support::{Client, TestServer};

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Group,
    Tag,
}

/// What the owner does next. Numbers choose among what there is.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    Create(Thing),
    Rename(Thing, usize),
    Delete(Thing, usize),
    Settle(usize),
    Entitle(usize),
    LogOutAndIn,
    Fail,
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let thing = || prop_oneof![Just(Thing::Group), Just(Thing::Tag)];
    let step = prop_oneof![
        3 => thing().prop_map(Step::Create),
        3 => (thing(), 0..9_usize).prop_map(|(thing, which)| Step::Rename(thing, which)),
        2 => (thing(), 0..9_usize).prop_map(|(thing, which)| Step::Delete(thing, which)),
        2 => (0..ZONES.len()).prop_map(Step::Settle),
        2 => (0..RIGHTS.len()).prop_map(Step::Entitle),
        2 => Just(Step::LogOutAndIn),
        1 => Just(Step::Fail),
    ];
    prop::collection::vec(step, 10..25)
}

const ZONES: [&str; 3] = ["Europe/Berlin", "Asia/Tokyo", "America/New_York"];
const RIGHTS: [&str; 3] = ["tag_update", "reports", "tracker_update"];

impl Thing {
    /// The folder of its actions, the fields of its name and of its id when it is to be deleted.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Group => ("tracker/group", "title", "id"),
            Self::Tag => ("tag", "name", "tag_id"),
        }
    }

    fn action(self, verb: &str) -> String {
        format!("{}/{verb}", self.words().0)
    }

    /// The parameters to give it a name.
    fn named(self, id: Option<&Value>, name: &str) -> Value {
        let mut thing = json!({self.words().1: name, "color": "1E96DC"});
        if let Some(id) = id {
            thing["id"] = id.clone();
        }
        if self == Self::Tag { json!({"tag": thing}) } else { thing }
    }
}

/// All things of one kind, and what there is known to be.
struct List {
    of: Thing,
    register: Register,
    /// Id and name of each, for the one who writes.
    there: Mutex<Vec<(Value, String)>>,
}

impl List {
    fn of(of: Thing, owner: &Client) -> Self {
        let list = owner.must(&of.action("list"), json!({}));
        let item = |item: &Value| (item["id"].clone(), item[of.words().1].as_str().expect("a name").to_owned());
        let there: Vec<_> = list["list"].as_array().expect("a list").iter().map(item).collect();
        Self { of, register: Register::new(names(&there)), there: Mutex::new(there) }
    }

    fn read(&self, caller: &Client) -> bool {
        let known = self.register.known();
        let list = caller.call(&self.of.action("list"), json!({}));
        let told =
            list.body["list"].as_array().map(|list| list.iter().map(|item| item[self.of.words().1].clone()).collect());
        if let Some(told) = &told {
            self.register.is_told(known, told);
        }
        told.is_some()
    }

    fn create(&self, owner: &Client, name: &str) {
        let mut there = self.there.lock().expect("one writer");
        there.push((Value::Null, name.to_owned()));
        let create = || owner.must(&self.of.action("create"), self.of.named(None, name));
        let made = self.register.write(names(&there), create);
        there.last_mut().expect("the new one").0 = made["id"].clone();
    }

    fn rename(&self, owner: &Client, which: usize, name: &str) {
        let mut there = self.there.lock().expect("one writer");
        let Some(place) = which.checked_rem(there.len()) else { return };
        let id = there[place].0.clone();
        name.clone_into(&mut there[place].1);
        let update = || owner.must(&self.of.action("update"), self.of.named(Some(&id), name));
        self.register.write(names(&there), update);
    }

    fn delete(&self, owner: &Client, which: usize) {
        let mut there = self.there.lock().expect("one writer");
        let Some(place) = which.checked_rem(there.len()) else { return };
        let (id, _) = there.remove(place);
        let delete = || owner.must(&self.of.action("delete"), json!({self.of.words().2: id}));
        self.register.write(names(&there), delete);
    }
}

fn names(there: &[(Value, String)]) -> Value {
    there.iter().map(|(_, name)| json!(name)).collect()
}

/// A session of the sub-user, and whether it lasts.
struct Session {
    hash: String,
    lasts: Register,
}

/// An account with a sub-user, and what is known of it.
pub struct Account {
    hash: String,
    lists: [List; 2],
    zone: Register,
    sub_user: Value,
    security_group: Value,
    rights: Register,
    session: Mutex<Arc<Session>>,
    names: Mutex<u32>,
}

impl Account {
    /// The owner's, with a sub-user more.
    pub fn of(server: &TestServer, hash: &str) -> Self {
        let owner = server.client(hash);
        let group = json!({"label": "Drivers", "privileges": {"rights": [RIGHTS[0]]}});
        let group = owner.must("subuser/security_group/create", json!({"group": group}))["id"].clone();
        let mut user = crate::calls::user(&format!("{hash}@order.example"));
        user["security_group_id"] = group.clone();
        let sub_user = owner.must("subuser/register", json!({"user": user, "password": "pass-word"}))["id"].clone();
        let zone = owner.must("user/settings/read", json!({}))["settings"]["time_zone"].clone();
        Self {
            hash: hash.to_owned(),
            lists: [Thing::Group, Thing::Tag].map(|thing| List::of(thing, &owner)),
            zone: Register::new(zone),
            session: Mutex::new(Arc::new(log_in(&owner, &sub_user))),
            sub_user,
            security_group: group,
            rights: Register::new(json!([RIGHTS[0]])),
            names: Mutex::new(0),
        }
    }

    pub fn owner(&self, server: &TestServer) -> Client {
        server.client(&self.hash)
    }

    fn session(&self) -> Arc<Session> {
        Arc::clone(&self.session.lock().expect("one writer"))
    }

    /// A name that nothing has had yet.
    fn fresh_name(&self) -> String {
        let mut names = self.names.lock().expect("one writer");
        *names += 1;
        format!("Name {names}")
    }

    fn list(&self, thing: Thing) -> &List {
        &self.lists[thing as usize]
    }

    /// Carries out a step.
    pub fn write(&self, server: &TestServer, step: Step) {
        let owner = &self.owner(server);
        match step {
            Step::Create(thing) => self.list(thing).create(owner, &self.fresh_name()),
            Step::Rename(thing, which) => self.list(thing).rename(owner, which, &self.fresh_name()),
            Step::Delete(thing, which) => self.list(thing).delete(owner, which),
            Step::Settle(zone) => {
                let zone = json!(ZONES[zone]);
                self.zone.write(zone.clone(), || owner.must("user/settings/update", json!({"time_zone": zone})));
            }
            Step::Entitle(right) => {
                let rights = json!([RIGHTS[right]]);
                let group = json!({"id": self.security_group, "label": "Drivers", "privileges": {"rights": rights}});
                let update = || owner.must("subuser/security_group/update", json!({"group": group}));
                self.rights.write(rights.clone(), update);
            }
            Step::LogOutAndIn => {
                let old = self.session();
                old.lasts.write(json!(false), || server.client(&old.hash).must("user/logout", json!({})));
                *self.session.lock().expect("one writer") = Arc::new(log_in(owner, &self.sub_user));
            }
            Step::Fail => {
                assert_eq!(owner.call("test/panics_writing", json!({"now": true})).status, 500);
                let nobodys = json!({"id": NO_GROUP, "title": "Never", "color": "000000"});
                assert_eq!(owner.call("tracker/group/update", nobodys).status, 400);
            }
        }
    }

    /// Asks all that is kept, as the owner.
    pub fn read(&self, owner: &Client) {
        assert!(self.lists.iter().all(|list| list.read(owner)));
        for (action, place) in
            [("user/settings/read", "/settings/time_zone"), ("user/get_info", "/user_info/time_zone")]
        {
            let known = self.zone.known();
            let told = owner.must(action, json!({}));
            self.zone.is_told(known, told.pointer(place).expect(place));
        }
    }

    /// Asks as the sub-user, by whichever session is the newest: it may end at any moment.
    pub fn read_as_sub_user(&self, server: &TestServer) {
        let session = self.session();
        let client = server.client(&session.hash);
        for list in &self.lists {
            let lasts = session.lasts.known();
            session.lasts.is_told(lasts, &json!(list.read(&client)));
        }
        let (lasts, known) = (session.lasts.known(), self.rights.known());
        let told = client.call("user/get_info", json!({}));
        session.lasts.is_told(lasts, &json!(told.status == 200));
        if told.status == 200 {
            self.rights.is_told(known, &told.body["privileges"]["rights"]);
        }
    }
}

fn log_in(owner: &Client, sub_user: &Value) -> Session {
    let made = owner.must("subuser/session/create", json!({"subuser_id": sub_user}));
    Session { hash: made["hash"].as_str().expect("a hash").to_owned(), lasts: Register::new(json!(true)) }
}
