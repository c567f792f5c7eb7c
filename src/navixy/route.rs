//! From a path to a row: prefixes and slashes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::action::ActionDef;
use crate::error::{Code, Result};

/// What clients put before the resource: the vendor's documents show `/v2`, nothing, and `/api-v2`; some clients use
/// `/api`.
pub const PREFIXES: [&str; 3] = ["v2", "api-v2", "api"];

/// Finds rows by path.
pub(super) struct Router {
    rows: HashMap<&'static str, &'static ActionDef>,
    resources: HashSet<&'static str>,
}

impl Router {
    /// A router over these rows.
    pub(super) fn new(rows: &'static [ActionDef]) -> Self {
        Self {
            rows: rows.iter().map(|row| (row.route.path(), row)).collect(),
            resources: rows.iter().flat_map(|row| ancestors(row.route.path())).collect(),
        }
    }

    /// The row at a path, with or without a prefix, a trailing slash or doubled slashes.
    ///
    /// The whole path is tried first: `/api/key/list` is the resource `api/key`, not `key` under the prefix `/api`.
    ///
    /// # Errors
    /// 112 when the resource is known and its last segment is not, 111 when the resource is not.
    pub(super) fn find(&self, path: &str) -> Result<&'static ActionDef> {
        let path = tidy(path);
        if let Some(row) = self.rows.get(&*path) {
            return Ok(row);
        }
        let stripped = path.split_once('/').filter(|(first, _)| PREFIXES.contains(first)).map(|(_, rest)| rest);
        if let Some(row) = stripped.and_then(|stripped| self.rows.get(stripped)) {
            return Ok(row);
        }
        let mut candidates = [Some(&*path), stripped].into_iter().flatten();
        let known = |candidate: &str| parent(candidate).is_some_and(|resource| self.resources.contains(resource));
        Err(if candidates.any(known) { Code::WrongMethod.into() } else { Code::WrongHandler.into() })
    }
}

/// The path's segments with one slash between them and none around.
fn tidy(path: &str) -> Cow<'_, str> {
    let path = path.trim_matches('/');
    if !path.as_bytes().windows(2).any(|pair| pair == b"//") {
        return path.into();
    }
    path.split('/').filter(|segment| !segment.is_empty()).collect::<Vec<_>>().join("/").into()
}

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(resource, _)| resource)
}

/// `tracker/group`, `tracker` for `tracker/group/list`.
fn ancestors(route: &'static str) -> impl Iterator<Item = &'static str> {
    std::iter::successors(parent(route), |resource| parent(resource))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::navixy::ACTIONS;

    fn find(path: &str) -> std::result::Result<&'static str, u16> {
        Router::new(ACTIONS).find(path).map(|row| row.route.path()).map_err(|failure| failure.code.number())
    }

    #[test]
    fn every_row_is_found_under_every_prefix_and_slash() {
        for row in ACTIONS {
            for prefix in ["", "/v2", "/api-v2", "/api"] {
                for path in [
                    format!("{prefix}/{}", row.route.path()),
                    format!("{prefix}/{}/", row.route.path()),
                    format!("/{prefix}//{}//", row.route.path()),
                ] {
                    assert_eq!(find(&path), Ok(row.route.path()), "{path}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_there_is_a_wrong_handler_or_a_wrong_method() {
        for (path, number) in [
            ("/", 111),
            ("", 111),
            ("/v2", 111),
            ("/v2/", 111),
            ("/nothing", 111),
            ("/nothing/list", 111),
            ("/v2/nothing/list", 111),
            ("/v2/v2/tracker/group/list", 111),
            ("/tracker/group/list/more", 111),
            ("/tracker%2Fgroup/list", 111),
            ("/Tracker/Group/List", 111),
            ("/panel/tracker/group/list", 111),
            ("/tracker", 111),
            ("/tracker/group", 112),
            ("/tracker/group/", 112),
            ("/tracker/group/remove", 112),
            ("/v2/tracker/group/LIST", 112),
            ("/api/tracker/group/remove/", 112),
            ("/tracker/nothing", 112),
        ] {
            assert_eq!(find(path), Err(number), "{path}");
        }
    }
}
