//! Searching texts for parts, in whatever case.

use aho_corasick::AhoCorasick;

use super::Invalid;

/// A search for texts that contain one of some parts, in whatever case. However many parts there are, each text is gone
/// through once.
#[derive(Debug, Clone)]
pub struct PartSearch(AhoCorasick);

impl PartSearch {
    /// A search for these parts.
    ///
    /// # Errors
    /// When there is more to look for than memory is laid out for, which the lists' limits forbid.
    pub fn new<'p>(parts: impl IntoIterator<Item = &'p str>) -> Result<Self, Invalid> {
        let parts = parts.into_iter().map(str::to_lowercase);
        AhoCorasick::new(parts).map(Self).map_err(|_| Invalid::because("is too much to look for"))
    }

    /// Whether the text has one of them.
    pub fn finds(&self, text: &str) -> bool {
        self.0.is_match(&text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::PartSearch;

    #[test]
    fn parts_are_found_in_any_case_and_script() {
        let search = PartSearch::new(["VAN", "straße", "Ночь"]).expect("a search");
        for found in ["Delivery van 3", "Hauptstraße", "НОЧЬ"] {
            assert!(search.finds(found), "{found}");
        }
        for missed in ["v an", "Hauptstrasse", ""] {
            assert!(!search.finds(missed), "{missed}");
        }
    }
}
