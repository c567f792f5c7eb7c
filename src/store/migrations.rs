//! The way from each earlier schema to the present one: a step a file, in order.
//!
//! A step is never changed once a database may have gone it. A new one brings the version before it to `schema.sql`,
//! rebuilds a table as SQLite's documents say (make `new_x`, fill it, drop `x`, rename), and has a database of the version
//! that it starts from in `tests/data/upgrade/`.

/// A step of the way.
pub(super) struct Step {
    /// The version that it starts from.
    pub(super) from: i32,
    /// A table, and a column or an index without which it is the one to go this step: in the first days the schema
    /// changed and its version did not.
    pub(super) without: Option<(&'static str, &'static str)>,
    /// The version that it ends in.
    pub(super) to: i32,
    /// What it does.
    pub(super) sql: &'static str,
}

/// All steps. Each is gone by the databases that are where it starts when its turn comes.
pub(super) const STEPS: [Step; 6] = [
    Step { from: 1, without: Some(("trackers", "clone")), to: 1, sql: include_str!("migrations/1-clones.sql") },
    Step { from: 1, without: Some(("api_keys", "id")), to: 1, sql: include_str!("migrations/1-key-ids.sql") },
    Step { from: 1, without: None, to: 2, sql: include_str!("migrations/2.sql") },
    Step {
        from: 2,
        without: Some(("audit_records", "audit_records_by_moment")),
        to: 2,
        sql: include_str!("migrations/2-audit-index.sql"),
    },
    Step { from: 2, without: None, to: 3, sql: include_str!("migrations/3.sql") },
    Step { from: 3, without: None, to: 4, sql: include_str!("migrations/4.sql") },
];
