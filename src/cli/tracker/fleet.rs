//! Reading a fleet file as people really send them: comma, semicolon or tab, byte-order mark, either line end, headings of
//! many names in any order. One row is in memory at a time.

use std::io::{self, BufRead, Chain, Cursor, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::columns::Column;
use super::lines::Lines;
use crate::domain::{Color, GroupTitle, Invalid, Model, Phone};
use crate::limits::FLEET_HEADINGS_BYTES;
use crate::ops::import::{Fault, Row};
use crate::ops::trackers::NewTracker;

/// A fleet file being read.
pub(super) struct Fleet<R> {
    rows: csv::Reader<Lines<R>>,
    record: ByteRecord,
    /// For each column, where it stands in a row.
    places: [Option<usize>; Column::ALL.len()],
    width: usize,
    /// Headings that mean no column; their fields are passed over.
    pub(super) ignored: Vec<String>,
}

/// A row, or everything that is wrong with it.
pub(super) type Parsed = Result<Row, Vec<Fault>>;

/// Why a file cannot be read as a fleet.
#[derive(Debug)]
pub(super) enum Unreadable {
    File(io::Error),
    Headings(Fault),
}

impl Unreadable {
    fn headings(line: u64, error: impl Into<String>) -> Self {
        Self::Headings(Fault { line, column: "headings", error: error.into() })
    }
}

impl From<csv::Error> for Unreadable {
    fn from(error: csv::Error) -> Self {
        Self::File(error.into())
    }
}

impl<R: BufRead> Fleet<Chain<Cursor<Vec<u8>>, R>> {
    /// Reads the headings.
    ///
    /// # Errors
    /// When there are none, one stands twice, or `label` or `device_id` is missing.
    pub(super) fn open(mut file: R) -> Result<Self, Unreadable> {
        let mut first = Vec::new();
        file.by_ref().take(FLEET_HEADINGS_BYTES).read_until(b'\n', &mut first).map_err(Unreadable::File)?;
        let headings = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&first).to_vec();
        let delimiter = delimiter(&headings);
        let lines = Lines::new(Cursor::new(headings).chain(file));
        let mut rows = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(lines);
        let headings = rows.byte_headers()?.clone();
        let line = rows.get_mut().line_of_row(headings.position().map_or(0, csv::Position::byte));
        let mut fleet =
            Self { rows, record: ByteRecord::new(), places: [None; _], width: headings.len(), ignored: Vec::new() };
        fleet.place(&headings).map_err(|error| Unreadable::headings(line, error))?;
        Ok(fleet)
    }
}

impl<R: Read> Fleet<R> {
    /// Finds out which column stands where.
    fn place(&mut self, headings: &ByteRecord) -> Result<(), String> {
        for (place, heading) in headings.iter().enumerate() {
            let heading = std::str::from_utf8(heading).map_err(|_| "are not UTF-8; save the file as UTF-8")?;
            match Column::of_heading(heading) {
                Some(column) if self.places[column as usize].replace(place).is_some() => {
                    return Err(format!("two of them mean {}; rename one", column.name()));
                }
                Some(_) => {}
                None => self.ignored.push(heading.to_owned()),
            }
        }
        let missing = [Column::Label, Column::DeviceId].into_iter().find(|c| self.places[*c as usize].is_none());
        missing.map_or(Ok(()), |column| Err(format!("none of them means {}; add it", column.name())))
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Parsed>, Unreadable> {
        if !self.rows.read_byte_record(&mut self.record)? {
            return Ok(None);
        }
        let at = self.record.position().map_or(0, csv::Position::byte);
        let line = self.rows.get_mut().line_of_row(at);
        Ok(Some(self.parse(line)))
    }

    fn parse(&self, line: u64) -> Parsed {
        if self.record.len() != self.width {
            let error = format!("has {} fields where the headings are {}", self.record.len(), self.width);
            return Err(vec![Fault { line, column: "row", error }]);
        }
        let mut fields = Fields { fleet: self, line, faults: Vec::new() };
        let label = fields.required(Column::Label);
        let device_id = fields.required(Column::DeviceId);
        let model = fields.optional(Column::Model, str::parse::<Model>);
        let phone = fields.optional(Column::Phone, Phone::international);
        let group = fields.optional(Column::Group, str::parse::<GroupTitle>);
        let color = fields.optional(Column::Color, str::parse::<Color>);
        if color.is_some() && fields.is_empty(Column::Group) {
            fields.fault(Column::Color, "is the colour of a group; name the group, or leave it empty");
        }
        match (label, device_id) {
            (Some(label), Some(device_id)) if fields.faults.is_empty() => {
                let tracker = NewTracker { label, device_id, model: model.unwrap_or_default(), phone };
                Ok(Row { line, tracker, group: group.map(|title| (title, color)) })
            }
            _ => Err(fields.faults),
        }
    }
}

/// The fields of one row, as they are parsed.
struct Fields<'f, R> {
    fleet: &'f Fleet<R>,
    line: u64,
    faults: Vec<Fault>,
}

impl<R> Fields<'_, R> {
    fn required<T: std::str::FromStr<Err = Invalid>>(&mut self, column: Column) -> Option<T> {
        let faults = self.faults.len();
        let value = self.optional(column, str::parse);
        if value.is_none() && self.faults.len() == faults {
            self.fault(column, "must not be empty");
        }
        value
    }

    /// The field as it stands in the file; `None` if the file lacks the column.
    fn raw(&self, column: Column) -> Option<&[u8]> {
        self.fleet.places[column as usize].and_then(|place| self.fleet.record.get(place))
    }

    fn is_empty(&self, column: Column) -> bool {
        self.raw(column).is_none_or(|field| field.trim_ascii().is_empty())
    }

    /// The field's value, with the spaces around it gone; `None` if it is empty or, noted, faulty.
    fn optional<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
        let field = self.raw(column)?;
        let Ok(text) = std::str::from_utf8(field) else {
            self.fault(column, "is not UTF-8; save the file as UTF-8");
            return None;
        };
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return None;
        }
        parse(text).map_err(|why| self.fault(column, &why.to_string())).ok()
    }

    fn fault(&mut self, column: Column, error: &str) {
        self.faults.push(Fault { line: self.line, column: column.name(), error: error.to_owned() });
    }
}

/// Whichever of the three stands most often outside quotes in the headings.
fn delimiter(headings: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in headings {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| delimiter == byte && !quoted) {
            *count += 1;
        }
    }
    // Of equals the first: a file of one column has no delimiter at all.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Vec<Parsed> {
        let mut fleet = Fleet::open(file.as_bytes()).expect("headings");
        std::iter::from_fn(|| fleet.next().expect("readable")).collect()
    }

    #[test]
    fn the_same_fleet_is_read_from_any_separator_order_and_line_end() {
        let plain = read("label,device_id,group,color\nVan 1,A1,Office,FF6DDC\n");
        for file in [
            "\u{feff}Color;Group;IMEI;Name\r\n#ff6ddc;Office;A1; Van 1 \r\n",
            "Device ID\tLabel\tColour\tGroup name\nA1\tVan 1\tff6ddc\tOffice",
            "\"label\",\"device_id\",\"group\",\"color\"\n\"Van 1\",\"A1\",\"Office\",\"FF6DDC\"\n",
        ] {
            assert_eq!(format!("{:?}", read(file)), format!("{plain:?}"), "{file}");
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines = |file: &str| {
            let faults = read(file).into_iter().flat_map(|row| row.expect_err("faulty"));
            faults.map(|fault| fault.line).collect::<Vec<_>>()
        };
        for (file, faulty) in [
            ("label,device_id\nA,\nB,\n", &[2, 3][..]),
            ("label,device_id\r\nA,\r\nB,", &[2, 3]),
            ("label,device_id\rA,\rB,\r", &[2, 3]),
            ("label,device_id\r\n\r\nA,\r\n\r\n\r\nB,\r\n", &[3, 6]),
            ("label,device_id\n\nA,\n", &[3]),
            ("label,device_id\nA,\r\nB,\r\nC,\n", &[2, 3, 4]),
            ("\n\nlabel,device_id\nA,\n", &[4]),
            ("label,device_id\n\"two\r\nlines\",1\r\nB,\r\n", &[2, 4]),
        ] {
            assert_eq!(lines(file), faulty, "{file:?}");
        }
    }

    // shows: FLEET_ROW_BYTES
    #[test]
    fn a_quote_that_is_not_closed_does_not_swallow_the_file() {
        let file = format!("label,device_id\nA,1\n\"B,2\n{}", "C,3\n".repeat(1_000_000));
        let mut fleet = Fleet::open(file.as_bytes()).expect("headings");
        assert!(matches!(fleet.next(), Ok(Some(Ok(_)))));
        let swallowed = fleet.next().expect_err("too long a row");
        assert!(format!("{swallowed:?}").contains("a row after line 2 does not end"), "{swallowed:?}");
    }

    #[test]
    fn each_fault_names_its_line_and_column() {
        let file =
            "label,device_id,phone,color\n,A1,,\nVan,,,\nVan,A2,12x,\nVan,A3,,FF6DDC\nVan,A4\n\"two\nlines\",A5,,\n";
        let faults: Vec<_> = read(file).into_iter().flat_map(|row| row.expect_err("faulty")).collect();
        let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
        assert_eq!(
            places,
            [(2, "label"), (3, "device_id"), (4, "phone"), (5, "color"), (6, "row"), (7, "label")],
            "{faults:?}"
        );
    }

    #[test]
    fn headings_must_name_label_and_device() {
        for file in ["", "label\n", "device_id\n", "label,imei,device_id\n"] {
            assert!(Fleet::open(file.as_bytes()).is_err(), "{file:?}");
        }
        let fleet = Fleet::open("label,imei,notes\n".as_bytes()).expect("headings");
        assert_eq!(fleet.ignored, ["notes"]);
    }
}
