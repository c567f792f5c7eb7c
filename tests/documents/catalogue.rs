//! `catalogue.toml`: every action that the vendor documents, by family.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use muster::navixy::ACTIONS;
use serde::Deserialize;

use crate::{quoted_as_code, sources};

/// The catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Catalogue {
    /// The families, in the order of the page.
    #[serde(rename = "family")]
    pub(crate) families: Vec<Family>,
    /// Routes that are another action's second place.
    same: BTreeMap<String, String>,
    /// What actions take, where the declaration does not say all.
    takes: BTreeMap<String, String>,
    /// Actions whose success no row can show whole, and the test that shows it instead.
    shown: BTreeMap<String, String>,
}

/// Actions that belong together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Family {
    /// What they are about.
    pub(crate) title: String,
    actions: String,
}

/// What the file says.
pub(crate) static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| toml::from_str(include_str!("catalogue.toml")).unwrap_or_else(|error| panic!("{error}")));

impl Family {
    /// The actions' routes.
    pub(crate) fn routes(&self) -> impl Iterator<Item = &str> {
        self.actions.split_whitespace()
    }
}

impl Catalogue {
    /// Every action's route.
    pub(crate) fn routes(&self) -> impl Iterator<Item = &str> {
        self.families.iter().flat_map(Family::routes)
    }

    /// What an action of the table takes, in words.
    pub(crate) fn takes(&self, route: &str) -> String {
        if let Some(takes) = self.takes.get(route) {
            return takes.clone();
        }
        let word = |parameter: &sources::Parameter| match parameter.optional {
            true => format!("(`{}`)", parameter.name),
            false => format!("`{}`", parameter.name),
        };
        self.parameters(route).iter().map(word).collect::<Vec<_>>().join(", ")
    }

    /// Whether a test shows the action's success.
    pub(crate) fn shows(&self, route: &str) -> bool {
        self.shown.contains_key(route)
    }

    /// Routes that no file declares are those of the collections that are always empty, which take nothing.
    fn parameters(&self, route: &str) -> Vec<sources::Parameter> {
        sources::parameters(self.same.get(route).map_or(route, String::as_str)).unwrap_or_default()
    }
}

#[test]
fn every_action_of_the_table_is_in_the_catalogue() {
    let catalogue: Vec<_> = CATALOGUE.routes().collect();
    for row in ACTIONS {
        let times = catalogue.iter().filter(|route| **route == row.route.path()).count();
        assert_eq!(times, 1, "{} is {times} times in tests/documents/catalogue.toml", row.route.path());
    }
    for route in &catalogue {
        assert_eq!(catalogue.iter().filter(|other| other == &route).count(), 1, "{route} is there twice");
    }
}

#[test]
fn what_the_catalogue_adds_is_there() {
    let there = |route: &str| ACTIONS.iter().find(|row| row.route.path() == route);
    for route in CATALOGUE.same.iter().flat_map(|(route, other)| [route, other]) {
        assert!(there(route).is_some(), "{route}");
    }
    for (route, takes) in &CATALOGUE.takes {
        let names: Vec<_> = CATALOGUE.parameters(route).iter().map(|parameter| parameter.name).collect();
        assert_eq!(quoted_as_code(takes).collect::<Vec<_>>(), names, "{route}");
    }
    for (route, test) in &CATALOGUE.shown {
        assert!(there(route).is_some(), "{route}");
        assert!(sources::tests().contains(test.as_str()), "{route}: there is no test {test}");
    }
}
