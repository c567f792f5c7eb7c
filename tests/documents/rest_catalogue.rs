//! `plaspy.toml` and `thingspace.toml`: every action that these vendors document, by family, and the tests that show what
//! Muster makes of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use muster::action::{ActionDef, Method, Reply, Vendor};
use muster::error::Code;
use muster::{plaspy, thingspace};
use serde::Deserialize;

use crate::sources;

/// A vendor's catalogue, and what there is of it.
pub(crate) struct RestCatalogue {
    said: Said,
    /// The table.
    pub(crate) actions: &'static [ActionDef],
    vendor: Box<dyn Vendor>,
    /// Where the tests are that count.
    tests: &'static str,
}

impl std::ops::Deref for RestCatalogue {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.said
    }
}

/// What the file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    /// The vendor's name.
    pub(crate) title: String,
    /// What is to be said of all its actions.
    pub(crate) about: String,
    /// What stands before each word for an error, and need not be repeated.
    #[serde(default)]
    pub(crate) service: String,
    /// The status that need not be repeated either.
    #[serde(default)]
    pub(crate) usual_status: u16,
    /// The failures that any action can have.
    pub(crate) general: Vec<General>,
    /// The families, in the order of the page.
    #[serde(rename = "family")]
    pub(crate) families: Vec<Family>,
}

/// A failure that any action can have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct General {
    code: String,
    /// Which parameter is bad, where that decides the answer.
    #[serde(default)]
    pub(crate) parameter: String,
    /// When it is met.
    pub(crate) when: String,
}

impl General {
    /// Which failure.
    pub(crate) fn code(&self) -> Code {
        code(&self.code).unwrap_or_else(|| panic!("there is no failure {}", self.code))
    }
}

fn code(name: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| format!("{code:?}") == name)
}

/// Actions that belong together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Family {
    /// What they are about.
    pub(crate) title: String,
    actions: String,
    /// The tests that show an action's success.
    #[serde(default)]
    shown: BTreeMap<String, String>,
    /// The tests that show a failure, for all actions of the family that have it.
    #[serde(default)]
    refused: BTreeMap<String, String>,
}

impl Family {
    /// The actions' routes.
    pub(crate) fn routes(&self) -> impl Iterator<Item = &str> {
        self.actions.lines().filter(|line| !line.is_empty())
    }

    /// Whether tests show the action's success and each of its own failures.
    pub(crate) fn shows(&self, row: &ActionDef) -> bool {
        self.shown.contains_key(&row.route.to_string())
            && row.fails.iter().all(|code| self.refused.contains_key(&format!("{code:?}")))
    }

    fn tests(&self) -> impl Iterator<Item = &str> {
        self.shown.values().chain(self.refused.values()).flat_map(|tests| tests.split_whitespace())
    }
}

impl RestCatalogue {
    fn new(text: &str, actions: &'static [ActionDef], vendor: Box<dyn Vendor>, tests: &'static str) -> Self {
        let said = toml::from_str(text).unwrap_or_else(|error| panic!("{tests}: {error}"));
        Self { said, actions, vendor, tests }
    }

    /// Every action's route.
    pub(crate) fn routes(&self) -> impl Iterator<Item = &str> {
        self.families.iter().flat_map(Family::routes)
    }

    /// The row of a route, if there is one.
    pub(crate) fn row(&self, route: &str) -> Option<&'static ActionDef> {
        self.actions.iter().find(|row| row.route.to_string() == route)
    }

    /// What somebody is answered who calls what is not there.
    pub(crate) fn refusal(&self, route: &str) -> Reply {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
        let method = methods.into_iter().find(|known| known.as_str() == method).expect("a method");
        assert!(self.vendor.owns(path), "{path} is another vendor's");
        match self.vendor.find(method, path) {
            Ok(found) => panic!("{route} leads to {}", found.row.route),
            Err(failure) => self.vendor.failure(path, &failure),
        }
    }
}

/// Plaspy's.
pub(crate) static PLASPY: LazyLock<RestCatalogue> = LazyLock::new(|| {
    let vendor = Box::new(plaspy::Surface::default());
    RestCatalogue::new(include_str!("plaspy.toml"), plaspy::ACTIONS, vendor, "tests/api/plaspy")
});

/// ThingSpace's.
pub(crate) static THINGSPACE: LazyLock<RestCatalogue> = LazyLock::new(|| {
    let vendor = Box::new(thingspace::Surface::default());
    RestCatalogue::new(include_str!("thingspace.toml"), thingspace::ACTIONS, vendor, "tests/api/thingspace")
});

#[test]
fn every_action_of_the_tables_is_in_its_catalogue() {
    for catalogue in [&*PLASPY, &*THINGSPACE] {
        for route in catalogue.actions.iter().map(|row| row.route.to_string()) {
            let times = catalogue.routes().filter(|known| *known == route).count();
            assert_eq!(times, 1, "{route} is {times} times in the catalogue of {}", catalogue.title);
        }
        for route in catalogue.routes() {
            assert_eq!(catalogue.routes().filter(|other| *other == route).count(), 1, "{route} is there twice");
        }
    }
}

#[test]
fn the_tests_that_the_catalogues_name_are_there() {
    for catalogue in [&*PLASPY, &*THINGSPACE] {
        let functions = sources::tests_in(catalogue.tests);
        for family in &catalogue.families {
            let rows: Vec<_> = family.routes().filter_map(|route| catalogue.row(route)).collect();
            for route in family.shown.keys() {
                assert!(rows.iter().any(|row| row.route.to_string() == *route), "{route} is shown, and is not there");
            }
            for name in family.refused.keys() {
                let fails = |row: &&ActionDef| row.fails.iter().any(|known| Some(*known) == code(name));
                assert!(rows.iter().copied().any(|row| fails(&row)), "{}: nothing fails with {name}", family.title);
            }
            let missing: Vec<_> = family.tests().filter(|name| !functions.contains(name)).collect();
            assert!(missing.is_empty(), "{} has no tests\n{}", catalogue.tests, missing.join("\n"));
        }
    }
}

#[test]
fn what_is_documented_and_not_there_is_refused_in_the_vendors_form() {
    let not_found = r#"{"success":false,"error":"Not found"}"#;
    let no_resource = r#"{"fault":{"code":"900906","message":"No matching resource found in the API for the given request","description":"Check method and path"}}"#;
    for (catalogue, status, body) in [(&*PLASPY, 404, not_found), (&*THINGSPACE, 400, no_resource)] {
        let missing: Vec<_> = catalogue.routes().filter(|route| catalogue.row(route).is_none()).collect();
        assert!(missing.len() > 2, "{missing:?}");
        for route in missing {
            let Reply { head, body: told } = catalogue.refusal(route);
            let told = told.short().expect("a short body");
            assert_eq!((head.status, String::from_utf8_lossy(told).as_ref()), (status, body), "{route}");
        }
    }
}
