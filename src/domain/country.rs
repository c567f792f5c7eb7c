//! Which countries there are, and which one a client means.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use icu_locale::locale;
use icu_locale::names::RegionDisplayName;
use icu_locale::subtags::Region;

use super::Invalid;
use super::text;
use crate::schema::{Parts, Schema, Shown, Taken};

/// The ISO 3166 codes with a usual English name each: `iso3166.tab` of the tz database (iana.org/time-zones), untouched.
/// It is in the public domain.
const LISTED: &str = include_str!("iso3166.tab");

/// A country by its two-letter ISO 3166 code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    code: &'static str,
    name: String,
    usual_name: &'static str,
}

impl Country {
    /// Every country, sorted by code.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Country>> = LazyLock::new(|| {
            let lines = LISTED.lines().filter(|line| !line.starts_with('#'));
            let mut all: Vec<_> = lines
                .filter_map(|line| line.split_once('\t'))
                .map(|(code, name)| Country::listed(code, name))
                .collect();
            all.sort_by_key(|country| country.code);
            all
        });
        &ALL
    }

    /// The two letters, such as `US`.
    pub fn code(&self) -> &str {
        self.code
    }

    /// The English name, such as `United States`, as the Unicode consortium has it (CLDR).
    pub fn name(&self) -> &str {
        &self.name
    }

    fn listed(code: &'static str, usual_name: &'static str) -> Self {
        let region = code.parse::<Region>().ok();
        let name = region.and_then(|region| RegionDisplayName::try_new_light(locale!("en").into(), region).ok());
        Self { code, name: name.map_or_else(|| usual_name.to_owned(), |name| name.to_string()), usual_name }
    }

    /// The country that goes by this code or name.
    fn called(text: &str) -> Result<&'static Self, Invalid> {
        static BY_NAME: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
            let every_name = |country: &'static Country| {
                let alpha_3 = celes::Country::from_alpha2(country.code).map(|known| known.alpha3).ok();
                let names = [Some(country.code), alpha_3, Some(country.name()), Some(country.usual_name)];
                names.into_iter().flatten().map(move |name| (folded(name), country))
            };
            Country::all().iter().flat_map(every_name).collect()
        });
        BY_NAME
            .get(&folded(text))
            .copied()
            .ok_or_else(|| Invalid::because("must be a country, such as US, USA or United States"))
    }
}

/// The text without what people write in two ways: great and small letters, `&` and `and`, and the two apostrophes.
fn folded(text: &str) -> String {
    text.to_lowercase().replace('&', "and").replace('’', "'")
}

impl FromStr for Country {
    type Err = Invalid;

    /// Takes the code of two letters, that of three, or the English name, in great or small letters.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::called(text).cloned()
    }
}

/// A country in the words of a client, which gets them back as they were.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, deserr::Deserr)]
#[serde(transparent)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct NamedCountry {
    text: String,
    #[serde(skip)]
    country: &'static Country,
}

impl NamedCountry {
    /// The longest name that is looked at.
    pub const MAX_CHARS: usize = 100;

    /// Words that meant this country when they were read: names change, and what was kept stays good.
    ///
    /// # Errors
    /// When no country has that code.
    pub fn kept(text: String, code: &str) -> Result<Self, Invalid> {
        Country::called(code).map(|country| Self { text, country })
    }

    /// The client's words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The country that they mean.
    pub fn country(&self) -> &Country {
        self.country
    }
}

impl FromStr for NamedCountry {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text::check(text, Self::MAX_CHARS)?;
        Ok(Self { text: text.to_owned(), country: Country::called(text)? })
    }
}

impl TryFrom<String> for NamedCountry {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl Taken for NamedCountry {
    fn taken(parts: &mut Parts) -> Schema {
        Self::shown(parts)
    }
}

impl Shown for NamedCountry {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("NamedCountry", Schema::text(1..=Self::MAX_CHARS).example("United States"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_goes_by_its_codes_and_by_its_names() {
        for (code, names) in [
            ("US", ["US", "us", "USA", "usa", "United States", "united states"]),
            ("CO", ["CO", "co", "COL", "Col", "Colombia", "COLOMBIA"]),
            ("TR", ["TR", "tur", "Türkiye", "TÜRKIYE", "Turkey", "turkey"]),
            ("CI", ["CI", "ci", "CIV", "Côte d’Ivoire", "Côte d'Ivoire", "côte d'ivoire"]),
            ("BA", ["BA", "ba", "BIH", "bih", "Bosnia & Herzegovina", "Bosnia and Herzegovina"]),
        ] {
            for name in names {
                assert_eq!(name.parse::<Country>().expect(name).code(), code, "{name}");
            }
        }
    }

    #[test]
    fn what_is_no_country_is_refused() {
        let refusal = Err(Invalid::because("must be a country, such as US, USA or United States"));
        for bad in ["", "U", "XX", "XYZ", "840", "Atlantis", " US", "United  States"] {
            assert_eq!(bad.parse::<Country>(), refusal, "{bad:?}");
        }
    }

    #[test]
    fn no_two_countries_share_a_code_or_a_name() {
        let all = Country::all();
        assert!(all.len() > 240 && all.is_sorted_by(|one, next| one.code() < next.code()));
        for country in all {
            let (code, name) = (country.code(), country.name());
            let alpha_3 = celes::Country::from_alpha2(code).expect(code).alpha3;
            assert_ne!(name, code);
            for name in [code, alpha_3, name, country.usual_name] {
                assert_eq!(name.parse::<Country>().as_ref(), Ok(country), "{name}");
            }
        }
    }

    #[test]
    fn a_client_gets_its_own_words_back() {
        for (text, code) in [("USA", "US"), ("united STATES", "US"), ("CO", "CO")] {
            let named = NamedCountry::try_from(text.to_owned()).expect(text);
            assert_eq!((named.as_str(), named.country().code()), (text, code));
        }
        let long = "A".repeat(NamedCountry::MAX_CHARS + 1);
        for (bad, why) in [
            ("", "Size must be between 1 and 100"),
            (long.as_str(), "Size must be between 1 and 100"),
            ("US\n", "must contain only printable characters"),
            ("Atlantis", "must be a country, such as US, USA or United States"),
        ] {
            assert_eq!(bad.parse::<NamedCountry>().expect_err(bad).to_string(), why, "{bad:?}");
        }
    }
}
