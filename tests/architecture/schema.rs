//! The schema means what the types say.

use std::collections::BTreeMap;

use muster::access::Origin;
use muster::domain::{
    AccountName, ApplicationKey, ApplicationTitle, AuditRecordId, Color, Country, CustomFieldValue, Description,
    DeviceId, Digest, GroupTitle, IdentifierKind, KeyTitle, Login, Model, NamedCountry, Phone, ProfileText,
    SecurityGroupLabel, StateRegNum, StorePeriod, TagName, TrackerLabel, UiKey, UiValue, UserPhone,
};

use crate::expect_none;
use crate::sources::read;

/// The tables whose key does not begin with the account, and why.
const KEYED_OTHERWISE: [(&str, &str); 6] = [
    ("id_counters", "belongs to no account: ids are unique over the whole server"),
    ("applications", "belongs to no account: a program passes the gate before anybody logs in"),
    ("sessions", "a session is found by its digest before any account is known"),
    ("idle_sessions", "a session is found by its digest before any account is known"),
    ("api_keys", "a key is found by its digest before any account is known"),
    ("key_tokens", "a token is found by its digest before any account is known"),
];

/// The columns of a profile that are texts like any other.
const PROFILE_TEXTS: [&str; 16] = [
    "first_name",
    "middle_name",
    "last_name",
    "legal_name",
    "post_country",
    "post_region",
    "post_index",
    "post_city",
    "post_street_address",
    "registered_country",
    "registered_region",
    "registered_index",
    "registered_city",
    "registered_street_address",
    "tin",
    "iec",
];

#[test]
fn the_schemas_lengths_are_those_of_the_types() {
    let digest = size_of::<Digest>();
    let text = ProfileText::MAX_CHARS;
    let expected = BTreeMap::from([
        (("account_names", "name"), AccountName::MAX_CHARS),
        (("api_keys", "digest"), digest),
        (("api_keys", "title"), KeyTitle::MAX_CHARS),
        (("applications", "key"), ApplicationKey::MAX_CHARS),
        (("applications", "secret_digest"), digest),
        (("applications", "title"), ApplicationTitle::MAX_CHARS),
        (("applications", "token_digest"), digest),
        (("audit_records", "user_agent"), Origin::USER_AGENT_CHARS),
        (("custom_fields", "value"), CustomFieldValue::MAX_CHARS),
        (("idle_sessions", "digest"), digest),
        (("key_tokens", "digest"), digest),
        (("key_tokens", "key_digest"), digest),
        (("profiles", "phone"), UserPhone::MAX_CHARS),
        (("profiles", "state_reg_num"), StateRegNum::MAX_CHARS),
        (("security_groups", "label"), SecurityGroupLabel::MAX_CHARS),
        (("security_groups", "store_period"), StorePeriod::MAX_CHARS),
        (("sessions", "digest"), digest),
        (("sources", "device_id"), DeviceId::MAX_CHARS),
        (("sources", "model"), Model::MAX_CHARS),
        (("sources", "phone"), Phone::MAX_CHARS),
        (("tags", "color"), Color::DIGITS),
        (("tags", "name"), TagName::MAX_CHARS),
        (("tracker_groups", "color"), Color::DIGITS),
        (("tracker_groups", "description"), Description::MAX_CHARS),
        (("tracker_groups", "title"), GroupTitle::MAX_CHARS),
        (("tracker_identifiers", "value"), IdentifierKind::MAX_CHARS),
        (("trackers", "label"), TrackerLabel::MAX_CHARS),
        (("ui_settings", "key"), UiKey::MAX_CHARS),
        (("ui_settings", "value"), UiValue::MAX_CHARS),
        (("user_details", "country"), NamedCountry::MAX_CHARS),
        (("user_details", "country_code"), Country::all()[0].code().len()),
        (("user_details", "description"), Description::MAX_CHARS),
        (("user_details", "disabled_message"), Description::MAX_CHARS),
        (("user_details", "message"), Description::MAX_CHARS),
        (("users", "login"), Login::MAX_CHARS),
    ]);
    let profile = |column| (("profiles", column), text);
    let expected: BTreeMap<_, _> = expected.into_iter().chain(PROFILE_TEXTS.map(profile)).collect();
    assert_eq!(lengths(&tables(&read("schema.sql"))), expected);
}

#[test]
fn every_table_is_clustered_by_its_account() {
    let schema = read("schema.sql");
    let otherwise = KEYED_OTHERWISE.map(|(table, _)| table);
    expect_none(tables(&schema).iter().flat_map(|table| {
        let spread = (!table.clustered).then(|| format!("{} has a rowid", table.name));
        let wrong = table.key_begins_with("account_id") == otherwise.contains(&table.name);
        let key = wrong.then(|| format!("{}: its key and KEYED_OTHERWISE disagree", table.name));
        spread.into_iter().chain(key)
    }));
}

#[test]
fn ids_are_positive_signed_32_bit_integers_in_every_table() {
    let schema = read("schema.sql");
    let check = format!("CHECK (id BETWEEN 1 AND {})", i32::MAX);
    expect_none(tables(&schema).iter().flat_map(|table| {
        let wrong = table.column("id").filter(|line| !line.contains(&check));
        wrong.map(|line| format!("{}: {line}", table.name))
    }));
    let counter = tables(&schema).iter().find_map(|table| table.column("next_id")).expect("the counters");
    assert!(
        counter.contains(&format!("BETWEEN 1 AND {}", AuditRecordId::MAX + 1)),
        "one past the last number: {counter}"
    );
    let number =
        tables(&schema).iter().find_map(|table| table.column("number").filter(|_| table.name == "audit_records"));
    let number = number.expect("the audit records' numbers");
    assert!(number.contains(&format!("BETWEEN 1 AND {}", AuditRecordId::MAX)), "{number}");
}

/// A table of the schema.
pub(crate) struct Table<'s> {
    pub(crate) name: &'s str,
    /// Whether its rows lie in the order of its key.
    clustered: bool,
    /// Its columns and constraints, without comments.
    lines: Vec<&'s str>,
}

impl<'s> Table<'s> {
    pub(crate) fn column(&self, name: &str) -> Option<&'s str> {
        self.lines.iter().copied().find(|line| line.split(' ').next() == Some(name))
    }

    fn key_begins_with(&self, column: &str) -> bool {
        let key = self.lines.iter().find_map(|line| line.strip_prefix("PRIMARY KEY (")?.split([',', ')']).next());
        key == Some(column) || self.column(column).is_some_and(|line| line.contains("PRIMARY KEY"))
    }
}

pub(crate) fn tables(schema: &str) -> Vec<Table<'_>> {
    let table = |text| {
        let (name, rest) = str::split_once(text, " (\n").expect("a table's name");
        let (lines, rest) = rest.split_once("\n)").expect("a table's end");
        let lines = lines.lines().filter_map(|line| line.split("--").next()).map(str::trim).collect();
        Table { name, clustered: rest.starts_with(" WITHOUT ROWID;"), lines }
    };
    schema.split("\nCREATE TABLE ").skip(1).map(table).collect()
}

/// The views by name: each shows rows of accounts, so what reads one must be bounded like what reads a table.
pub(crate) fn views(schema: &str) -> Vec<&str> {
    schema.split("\nCREATE VIEW ").skip(1).filter_map(|view| view.split(' ').next()).collect()
}

/// The greatest length of each column whose length is checked, by table and column.
fn lengths<'s>(tables: &[Table<'s>]) -> BTreeMap<(&'s str, &'s str), usize> {
    let length = |line: &'s str| {
        let (column, check) = line.split_once("length(")?.1.split_once(')')?;
        Some((column, check.split(')').next()?.split(' ').next_back()?.parse().expect("a number")))
    };
    let lines = tables.iter().flat_map(|table| table.lines.iter().map(|line| (table.name, *line)));
    lines.filter_map(|(table, line)| length(line).map(|(column, most)| ((table, column), most))).collect()
}

mod samples {
    use super::*;

    const SCHEMA: &str = "-- Text.
CREATE TABLE a (
    account_id BIGINT NOT NULL,
    id         BIGINT NOT NULL, -- PRIMARY KEY (account_id)
    title      TEXT CHECK (length(title) BETWEEN 1 AND 60),
    PRIMARY KEY (id, account_id)
);

CREATE TABLE b (
    account_id BIGINT NOT NULL PRIMARY KEY CHECK (length(account_id) = 6)
) WITHOUT ROWID;

CREATE VIEW c (account_id) AS
    SELECT account_id FROM a;
";

    #[test]
    fn tables_keys_and_lengths_are_read_from_the_schema() {
        let tables = tables(SCHEMA);
        let [a, b] = tables.as_slice() else { unreachable!("there are two tables") };
        assert!(!a.clustered && !a.key_begins_with("account_id") && a.key_begins_with("id"));
        assert!(b.clustered && b.key_begins_with("account_id"));
        assert_eq!((a.column("id"), a.column("i"), b.column("id")), (Some("id         BIGINT NOT NULL,"), None, None));
        assert_eq!(lengths(&tables), [(("a", "title"), 60), (("b", "account_id"), 6)].into());
        assert_eq!(views(SCHEMA), ["c"]);
    }
}
