//! Where pages are.

/// Where a page is, with its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// One page.
    Page(&'static str),
    /// A folder, its path without the slash at its end: a page of its own, and more below it.
    Folder(&'static str),
}

/// Where in a place a path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot<'p> {
    /// To a page: in a folder to the one of this name, which the folder's own has none of.
    In(&'p str),
    /// Before a folder: its slash is missing, without which relative links do not fit.
    Before,
}

impl Place {
    /// Its path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Page(path) | Self::Folder(path) => path,
        }
    }

    /// Where in it a path leads, if it leads there at all.
    pub fn find(self, path: &str) -> Option<Spot<'_>> {
        match self {
            Self::Page(page) => (path == page).then_some(Spot::In("")),
            Self::Folder(folder) if path == folder => Some(Spot::Before),
            Self::Folder(folder) => path.strip_prefix(folder)?.strip_prefix('/').map(Spot::In),
        }
    }

    /// The way in from before a folder, which is relative: a proxy may have put a prefix before it.
    pub fn way_in(self) -> String {
        let (_, name) = self.path().rsplit_once('/').unwrap_or_default();
        format!("{name}/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_into_a_folder_is_the_last_part_of_its_path() {
        assert_eq!(["/console", "/docs/api"].map(|path| Place::Folder(path).way_in()), ["console/", "api/"]);
    }

    #[test]
    fn a_page_has_its_path_and_a_folder_all_below_it() {
        let console = Place::Folder("/console");
        for (place, path, found) in [
            (Place::Page("/"), "/", Some(Spot::In(""))),
            (Place::Page("/"), "/tracker/list", None),
            (Place::Page("/livez"), "/livez", Some(Spot::In(""))),
            (Place::Page("/livez"), "/livez/", None),
            (console, "/console", Some(Spot::Before)),
            (console, "/console/", Some(Spot::In(""))),
            (console, "/console/app.js", Some(Spot::In("app.js"))),
            (console, "/consoles", None),
        ] {
            assert_eq!(place.find(path), found, "{place:?} {path}");
        }
    }
}
