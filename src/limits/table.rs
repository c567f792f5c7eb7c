//! The bounds as a table for people: what each bounds, how much, what sets it, and what comes beyond it.
//!
//! `docs/limits.md` is made from it, and a test sees to it that no bound is left out.

use super::amount::Amount;
use super::fixed::*;
use super::settable::Limits;

/// One bound.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The constant, or the field of [`Limits`], that says how much.
    pub name: &'static str,
    /// What it bounds.
    pub what: &'static str,
    /// How much.
    pub amount: Amount,
    /// The setting of `muster`, if there is one.
    pub setting: Option<&'static str>,
    /// What comes beyond it.
    pub beyond: &'static str,
}

/// A row: of a constant, or of a field with the setting that it comes from, if there is one. The name is taken from the
/// code, so that it is the one whose amount is told.
macro_rules! bound {
    ($limits:ident.$field:ident as $amount:path, $setting:literal, $what:literal, $beyond:literal) => {
        Bound { setting: Some($setting), ..bound!($limits.$field as $amount, $what, $beyond) }
    };
    ($limits:ident.$field:ident as $amount:path, $what:literal, $beyond:literal) => {{
        let $field = $limits.$field;
        bound!($field as $amount, $what, $beyond)
    }};
    ($name:ident as $amount:path, $what:literal, $beyond:literal) => {
        Bound { name: stringify!($name), what: $what, amount: $amount($name), setting: None, beyond: $beyond }
    };
}

/// The bounds, in sections.
pub fn table(limits: &Limits) -> [(&'static str, Vec<Bound>); 8] {
    [
        ("Requests", requests(limits)),
        ("What an account and its users may have", holdings(limits)),
        ("Sessions, keys and passwords", credentials(limits)),
        ("One question, one change", questions(limits)),
        ("Answers", answers(limits)),
        ("Inside", inside()),
        ("Running the server", running(limits)),
        ("Backups", backups()),
    ]
}

fn requests(limits: &Limits) -> Vec<Bound> {
    vec![
        bound!(limits.body_bytes as Amount::bytes, "--body-limit", "a request's body", "9, HTTP 412"),
        bound!(HEAD_BYTES as Amount::bytes, "a request's line and headers", "HTTP 431, without a body"),
        bound!(TARGET_BYTES as Amount::bytes, "of these, its path and query", "HTTP 400, without a body"),
        bound!(HEADERS as Amount::from, "a request's headers", "HTTP 431, without a body"),
        bound!(
            limits.request_deadline as Amount::from,
            "--request-deadline",
            "the arrival of a request's head, and then of its body",
            "of a body 5, HTTP 400; the connection is closed"
        ),
        bound!(KEEP_ALIVE as Amount::from, "how long a connection is kept that nobody uses", "it is closed"),
        bound!(LONG_BODIES as Amount::from, "long bodies that are parsed at a time", "they wait"),
        bound!(JSON_DEPTH as Amount::from, "levels of JSON in one another", "5, HTTP 400"),
        bound!(
            ARGUMENTS_WEIGHT as Amount::from,
            "the weight of a request's arguments: a value in a list 1, a name with its value 8",
            "9, HTTP 412"
        ),
        bound!(
            CONNECTIONS_PER_WORKER as Amount::from,
            "connections of a worker; there is one for each core",
            "they wait to be accepted"
        ),
        bound!(
            limits.connections_per_address as Amount::from,
            "--connections-per-address",
            "connections of an address, unless it is a trusted proxy's",
            "15, HTTP 429; the connection is closed"
        ),
        bound!(
            REQUESTS_BETWEEN_SWEEPS as Amount::from,
            "requests between two looks for callers that the rate limit can forget",
            "those at rest are forgotten"
        ),
    ]
}

fn holdings(limits: &Limits) -> Vec<Bound> {
    vec![
        bound!(
            limits.trackers_per_account as Amount::from,
            "--trackers-per-account",
            "trackers of an account",
            "none is added, nothing is imported"
        ),
        bound!(
            limits.groups_per_account as Amount::from,
            "--groups-per-account",
            "tracker groups of an account",
            "268, HTTP 402"
        ),
        bound!(TAGS_PER_ACCOUNT as Amount::from, "tags of an account", "268, HTTP 402"),
        bound!(SUB_USERS_PER_ACCOUNT as Amount::from, "sub-users of an account", "268, HTTP 402"),
        bound!(SECURITY_GROUPS_PER_ACCOUNT as Amount::from, "security groups of an account", "268, HTTP 402"),
        bound!(UI_KEYS_PER_USER as Amount::from, "keys of a user's dashboards", "268, HTTP 402"),
        bound!(BALANCE_ALERT_MAILS as Amount::from, "addresses for warnings about the balance", "7, HTTP 400"),
        bound!(NOTES_PER_USER as Amount::from, "tags, and privileges, of a user (Plaspy)", "HTTP 400"),
        bound!(
            limits.audit_lifetime as Amount::from,
            "--audit-keep-days",
            "the life of a record of the audit log",
            "it is forgotten"
        ),
    ]
}

fn credentials(limits: &Limits) -> Vec<Bound> {
    vec![
        bound!(
            limits.sessions_per_user as Amount::from,
            "--sessions-per-user",
            "sessions of a user",
            "the least recently used ends; with `--session-overflow refuse` 104"
        ),
        bound!(limits.session_lifetime as Amount::from, "--session-days", "a session's life without renewal", "4"),
        bound!(
            IDLE_SESSIONS_PER_USER as Amount::from,
            "a user's sessions (ThingSpace)",
            "the least recently used ends"
        ),
        bound!(IDLE_SESSION as Amount::from, "a session's life without use (ThingSpace)", "HTTP 401"),
        bound!(API_KEYS_PER_USER as Amount::from, "API keys of a user", "268, HTTP 402"),
        bound!(TOKENS_PER_KEY as Amount::from, "tokens of an API key (Plaspy)", "the oldest ends"),
        bound!(limits.token_lifetime as Amount::from, "--token-hours", "a token's life (Plaspy)", "HTTP 401"),
        bound!(APPLICATIONS as Amount::from, "applications of the server (ThingSpace)", "none is added"),
        bound!(APPLICATION_TOKEN as Amount::from, "the life of an application's token (ThingSpace)", "HTTP 401"),
        bound!(FAILED_LOGINS as Amount::from, "failed logins in a row (ThingSpace)", "the login is locked"),
        bound!(
            limits.login_lock as Amount::from,
            "--lock-minutes",
            "how long it is locked (ThingSpace)",
            "it is let in"
        ),
        bound!(BAD_LOGINS_PER_ADDRESS as Amount::from, "bad logins of an address in a minute", "105, HTTP 400"),
        bound!(BAD_LOGINS_PER_LOGIN as Amount::from, "bad logins with a login in an hour", "105, HTTP 400"),
        bound!(limits.bad_login_delay as Amount::from, "how long the answer to a bad login is held back", "it is sent"),
        bound!(
            PASSWORDS_AT_A_TIME as Amount::from,
            "logins verified at a time, one for each core at most",
            "they wait"
        ),
        bound!(WAITING_PASSWORDS as Amount::from, "passwords that wait to be hashed", "15, HTTP 429"),
        bound!(PASSWORD_LINE_BYTES as Amount::bytes, "the line with a command's password", "the password is refused"),
        bound!(FORMER_PASSWORDS as Amount::from, "former passwords that may not be chosen again", "older ones may"),
    ]
}

fn questions(limits: &Limits) -> Vec<Bound> {
    vec![
        bound!(TRACKERS_PER_QUESTION as Amount::from, "trackers in a question about states", "7, HTTP 400"),
        bound!(DEVICES_PER_CHANGE as Amount::from, "devices in a change (ThingSpace)", "HTTP 400"),
        bound!(PATCH_OPERATIONS as Amount::from, "operations of a patch (Plaspy)", "HTTP 400"),
        bound!(
            PATCH_WEIGHT as Amount::from,
            "what a patch puts in: a value 1, a text one more for each 16 bytes (Plaspy)",
            "HTTP 400"
        ),
        bound!(FIELD_ERRORS as Amount::from, "bad parameters that an answer names", "the rest is not named"),
        bound!(
            FLEET_HEADINGS_BYTES as Amount::bytes,
            "the headings of a fleet's file that tell what parts its columns",
            "the rest is not looked at for that"
        ),
        bound!(FLEET_ROW_BYTES as Amount::bytes, "a row of such a file", "the import is refused"),
        bound!(IMPORT_ERRORS as Amount::from, "faulty rows that an import names", "the rest is counted"),
        bound!(
            limits.group_page as Amount::from,
            "--group-page",
            "devices in an answer about a group (ThingSpace)",
            "the rest on further pages"
        ),
    ]
}

fn answers(limits: &Limits) -> Vec<Bound> {
    vec![
        bound!(DEVICES_PER_ANSWER as Amount::from, "devices in a list (ThingSpace)", "the rest in further answers"),
        bound!(AUDIT_RECORDS_PER_ANSWER as Amount::from, "records of the audit log", "7, HTTP 400"),
        bound!(AUDIT_BYTES_PER_ANSWER as Amount::bytes, "what they tell, unless a single one tells more", "212"),
        bound!(ANSWER_IN_MEMORY as Amount::bytes, "a long answer in memory", "the rest waits in an unnamed file"),
        bound!(ANSWER_STALL as Amount::from, "how long a client may take nothing of it", "the rest is thrown away"),
        bound!(LONG_READS as Amount::from, "long reads of all credentials at a time", "they wait"),
        bound!(LONG_READS_PER_CREDENTIAL as Amount::from, "long reads of a credential at a time", "they wait"),
        bound!(WAITING_LONG_READS as Amount::from, "long reads of a credential that wait", "15, HTTP 429"),
        bound!(
            limits.kept_answers as Amount::bytes,
            "--keep-mib",
            "answers kept for those who ask again",
            "those that were least asked for go; 0 keeps none"
        ),
    ]
}

fn inside() -> Vec<Bound> {
    vec![
        bound!(BUSY_PATIENCE as Amount::from, "a write's wait for another program's", "14, HTTP 503"),
        bound!(WRITE_QUEUE as Amount::from, "writes that wait for the writer", "14, HTTP 503"),
        bound!(WRITES_PER_COMMIT as Amount::from, "writes in a commit", "the rest in the next"),
        bound!(REMEMBERED_ADMISSIONS as Amount::from, "callers whose right to write is remembered", "looked up again"),
        bound!(NOTED_SESSIONS as Amount::from, "sessions whose last use waits to be written", "not noted"),
        bound!(NOTES_PER_COMMIT as Amount::from, "of these, written with a commit", "the rest with the next"),
        bound!(REMEMBERED_GUESSERS as Amount::from, "addresses, and logins, whose bad tries are counted", "forgotten"),
        bound!(UPGRADE_PATIENCE as Amount::from, "an upgrade's wait for other programs", "the command is refused"),
        bound!(UPGRADE_RETRY as Amount::from, "how often it looks in that time", "it looks again"),
        bound!(LOG_BYTES as Amount::bytes, "the log that waits to be written", "whoever logs waits"),
    ]
}

fn running(limits: &Limits) -> Vec<Bound> {
    vec![
        bound!(
            limits.drain as Amount::from,
            "--drain-seconds",
            "the end of requests under way when the server is told to stop",
            "they are cut off"
        ),
        bound!(LATE_REQUESTS as Amount::from, "then that of requests that came after it was told", "they are cut off"),
        bound!(CLOSING as Amount::from, "then the closing of the database", "the log says that it is still in use"),
        bound!(READINESS_PATIENCE as Amount::from, "a write that `/readyz` tries", "not ready, HTTP 503"),
        bound!(READINESS_HOLDS as Amount::from, "the age of what it says", "it tries again"),
        bound!(
            limits.census_interval as Amount::from,
            "the age of what the metrics tell of the store",
            "counted again"
        ),
        bound!(CENSUS_PATIENCE as Amount::from, "a scrape's wait for that", "older numbers are told"),
        bound!(
            HEALTH_PATIENCE as Amount::from,
            "the wait of `muster health` for an answer",
            "it says that there is none"
        ),
        bound!(HEALTH_REPLY_BYTES as Amount::bytes, "what it reads of one", "the rest is left"),
    ]
}

fn backups() -> Vec<Bound> {
    vec![
        bound!(
            BACKUPS_KEPT as Amount::from,
            "scheduled backups that `--backup-keep` may keep",
            "the setting is refused"
        ),
        bound!(SHORTEST_BACKUP_INTERVAL as Amount::from, "the shortest `--backup-every`", "the setting is refused"),
        bound!(LONGEST_BACKUP_INTERVAL as Amount::from, "the longest", "the setting is refused"),
        bound!(BACKUP_RETRY as Amount::from, "the wait before a backup that failed is tried once more", "it is tried"),
        bound!(
            BACKUP_PAGES_PER_STEP as Amount::from,
            "pages that a backup copies at a time",
            "the rest in the next step"
        ),
        bound!(
            BACKUP_STOPS_EVERY as Amount::from,
            "SQLite's steps between two looks whether a backup is to stop",
            "it looks"
        ),
        bound!(
            ALONE_PATIENCE as Amount::from,
            "the wait of `muster restore` for other programs that have the database open",
            "it is refused"
        ),
    ]
}
