//! What a tag consists of, and how it hangs on a tracker.

use super::text::{self, text_type};
use super::{Int, Invalid, TagId};
use crate::schema::{Parts, Schema, Shown, Taken};

text_type! {
    /// A tag's name: 1 to 60 printable characters, not unique.
    TagName, 60, text::check, text::PRINTABLE, "hop"
}

text_type! {
    /// A part of a tag's name, to find tags by: 3 to 60 characters of any kind.
    TagFilter, 60, check_filter, "^[\\s\\S]{3}", "hop"
}

const SHORTEST_FILTER: usize = 3;

fn check_filter(text: &str, max: usize) -> Result<(), Invalid> {
    let length = text.chars().take(max + 1).count();
    if (SHORTEST_FILTER..=max).contains(&length) {
        return Ok(());
    }
    Err(Invalid::Size { min: SHORTEST_FILTER, max })
}

super::choice::choice_type! {
    /// What the API hangs tags on. Muster has only trackers.
    TaggedEntity {
        Place = "place",
        Task = "task",
        TaskSchedule = "task_schedule",
        Employee = "employee",
        Vehicle = "vehicle",
        Zone = "zone",
        Tracker = "tracker",
    }
}

/// Which of a tracker's places for tags: 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, deserr::Deserr)]
#[serde(transparent)]
#[deserr(try_from(Int) = Self::try_from -> Invalid)]
pub struct Ordinal(i32);

impl Ordinal {
    /// The last place; and so the most tags that a tracker can have.
    pub const MAX: i32 = 5;

    /// The place's number.
    pub fn get(self) -> i32 {
        self.0
    }
}

impl TryFrom<Int> for Ordinal {
    type Error = Invalid;

    fn try_from(number: Int) -> Result<Self, Invalid> {
        match number.get() {
            place @ 1..=Self::MAX => Ok(Self(place)),
            _ => Err(Invalid::because(format!("must be between 1 and {}", Self::MAX))),
        }
    }
}

/// A tag on a tracker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, Shown)]
pub struct TagBinding {
    /// The tag.
    pub tag_id: TagId,
    /// The tracker's place that it takes.
    pub ordinal: Ordinal,
}

impl Taken for Ordinal {
    fn taken(parts: &mut Parts) -> Schema {
        parts.lenient("Ordinal", Schema::lenient_integer(1..=Self::MAX, 1))
    }
}

impl Shown for Ordinal {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("Ordinal", Schema::integer(1..=Self::MAX.into()).example(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tracker_has_five_places_for_tags() {
        for (number, good) in [(0, false), (1, true), (5, true), (6, false), (-1, false)] {
            assert_eq!(Ordinal::try_from(Int::from(number)).is_ok(), good, "{number}");
        }
    }

    #[test]
    fn a_filter_is_not_too_short() {
        for (text, good) in
            [("", false), ("ab", false), ("abc", true), (&*"a".repeat(60), true), (&*"a".repeat(61), false)]
        {
            assert_eq!(text.parse::<TagFilter>().is_ok(), good, "{text}");
        }
    }
}
