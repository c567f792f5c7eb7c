//! How records of the audit log are sorted: `action_date=asc` and the like.

use crate::domain::{AuditGrouping, Invalid};
use crate::ops::audit::{AuditColumn, Direction};
use crate::schema::{Parts, Schema, Taken};

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct Sort {
    /// By what.
    pub by: AuditColumn,
    /// Which way.
    pub direction: Direction,
}

/// The names of the columns.
const COLUMNS: [(&str, AuditColumn); 5] = [
    ("action", AuditColumn::Action),
    ("action_date", AuditColumn::Date),
    ("action_datetime", AuditColumn::Moment),
    ("user", AuditColumn::User),
    ("host", AuditColumn::Host),
];

const DIRECTIONS: [(&str, Direction); 2] = [("asc", Direction::Ascending), ("desc", Direction::Descending)];

impl Default for Sort {
    fn default() -> Self {
        Self { by: AuditColumn::Date, direction: Direction::Ascending }
    }
}

impl Sort {
    /// The column that grouping puts first, so that the records of a group stand together.
    pub fn of_grouping(grouping: AuditGrouping) -> Option<Self> {
        let by = match grouping {
            AuditGrouping::Default => return None,
            AuditGrouping::User => AuditColumn::User,
            AuditGrouping::ActionDate => AuditColumn::Date,
            AuditGrouping::Action => AuditColumn::Action,
        };
        Some(Self { by, direction: Direction::Ascending })
    }
}

impl TryFrom<String> for Sort {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let (name, direction) = text.split_once('=').unwrap_or((&text, "asc"));
        let column = COLUMNS.iter().find(|(known, _)| *known == name);
        let direction = DIRECTIONS.iter().find(|(known, _)| *known == direction);
        match (column, direction) {
            (Some((_, by)), Some((_, direction))) => Ok(Self { by: *by, direction: *direction }),
            _ => {
                let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
                Err(Invalid::because(format!("must be one of [{}], then =asc or =desc", names.join(", "))))
            }
        }
    }
}

impl Taken for Sort {
    fn taken(_: &mut Parts) -> Schema {
        let (columns, directions) = (COLUMNS.map(|(name, _)| name), DIRECTIONS.map(|(name, _)| name));
        let pattern = format!("^({})(=({}))?$", columns.join("|"), directions.join("|"));
        Schema::of_type("string").matching(&pattern).example("action_date=asc")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_is_a_known_column_and_a_direction() {
        let sort = |text: &str| Sort::try_from(text.to_owned()).ok();
        let descending = Sort { by: AuditColumn::Host, direction: Direction::Descending };
        assert_eq!(sort("host=desc"), Some(descending));
        assert_eq!(sort("action_date"), Some(Sort::default()));
        for bad in ["", "=", "host=down", "password=asc", "host=asc=asc"] {
            assert_eq!(sort(bad), None, "{bad}");
        }
    }
}
