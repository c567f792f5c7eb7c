//! The columns of a fleet file, and how people's files call them.

/// A column, by its place in [`NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Label,
    DeviceId,
    Model,
    Phone,
    Group,
    Color,
}

/// Every column with its own name and the others it is known by, written without case, spaces, hyphens and underscores.
const NAMES: [(Column, &str, &[&str]); 6] = [
    (Column::Label, "label", &["name", "title", "tracker", "trackername", "vehicle", "object", "unit"]),
    (Column::DeviceId, "device_id", &["deviceid", "device", "imei", "id", "uniqueid", "serial", "serialnumber"]),
    (Column::Model, "model", &["devicemodel", "devicetype", "type"]),
    (Column::Phone, "phone", &["phonenumber", "sim", "simnumber", "msisdn", "mobile", "tel", "number"]),
    (Column::Group, "group", &["groupname", "grouptitle", "trackergroup", "folder"]),
    (Column::Color, "color", &["colour", "groupcolor", "groupcolour"]),
];

impl Column {
    /// Every column, in the order that export writes them in.
    pub(super) const ALL: [Column; NAMES.len()] =
        [Self::Label, Self::DeviceId, Self::Model, Self::Phone, Self::Group, Self::Color];

    /// Its own name, which export writes and errors say.
    pub(super) fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The column that a heading means.
    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        let plain: String =
            heading.chars().filter(|c| !matches!(c, ' ' | '_' | '-' | '.')).flat_map(char::to_lowercase).collect();
        NAMES
            .iter()
            .find(|(_, name, others)| name.replace('_', "") == plain || others.contains(&plain.as_str()))
            .map(|(column, ..)| *column)
    }
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn headings_are_known_by_their_common_names() {
        for column in Column::ALL {
            assert_eq!(Column::of_heading(column.name()), Some(column));
        }
        for (heading, column) in [
            ("Name", Column::Label),
            ("IMEI", Column::DeviceId),
            ("Device ID", Column::DeviceId),
            ("Phone-Number", Column::Phone),
            ("Group_Name", Column::Group),
            ("Colour", Column::Color),
        ] {
            assert_eq!(Column::of_heading(heading), Some(column), "{heading}");
        }
        assert_eq!(Column::of_heading("notes"), None);
    }
}
