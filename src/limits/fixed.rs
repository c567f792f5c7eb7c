//! The bounds that are the same everywhere, some of them the vendors' own.

use std::time::Duration;

use jiff::SignedDuration;

/// Bytes of a mebibyte.
pub const MIB: u64 = 1024 * 1024;

/// Bytes of a request's line and headers; more is answered with 431 by the HTTP library, which sets the bound.
pub const HEAD_BYTES: usize = 128 * 1024;

/// Bytes of a request's path and query; more is answered with 400 by the HTTP library, which sets the bound.
pub const TARGET_BYTES: usize = u16::MAX as usize - 1;

/// Headers of a request; more are answered with 431 by the HTTP library, which sets the bound.
pub const HEADERS: usize = 96;

/// Connections that each worker, one a core, has at a time; those beyond wait to be accepted.
pub const CONNECTIONS_PER_WORKER: usize = 25_000;

/// How long a connection is kept that nobody uses.
pub const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// Bodies too long for a worker that are parsed at a time, each in memory of its own; others wait.
pub const LONG_BODIES: usize = 2;

/// How deep JSON may nest; deeper is answered with 5.
pub const JSON_DEPTH: usize = 64;

/// How much one request's arguments may weigh: a value in a list 1, a name with its value 8. More is answered with 9.
/// It is room for lists of two and a half million ids, and bounds the memory to some 160 MB; a body of the largest size
/// made of the shortest names would otherwise take gigabytes.
pub const ARGUMENTS_WEIGHT: usize = 2_500_000;

/// How many bad parameters one answer names.
pub const FIELD_ERRORS: usize = 1_000;

/// How many faulty rows of a file an import names.
pub const IMPORT_ERRORS: usize = 1_000;

/// API keys of one user; beyond it 268 / 402 (the vendor's own limit).
pub const API_KEYS_PER_USER: u32 = 20;

/// Live tokens of one API key; one more ends the oldest.
pub const TOKENS_PER_KEY: usize = 100;

/// How long a session of the kind that ends by being idle may be so (the vendor's own limit).
pub const IDLE_SESSION: SignedDuration = SignedDuration::from_mins(20);

/// Sessions of that kind of one user, those that ended lately included; one more ends the least recently used.
pub const IDLE_SESSIONS_PER_USER: usize = 100;

/// Failed logins in a row that lock a user out where so many do (the vendor's own limit).
pub const FAILED_LOGINS: u32 = 5;

/// Applications of the server.
pub const APPLICATIONS: usize = 1_000;

/// How long an application's token lives (the vendor's own limit).
pub const APPLICATION_TOKEN: SignedDuration = SignedDuration::from_hours(1);

/// Devices in one answer of a device list (the vendor's own limit).
pub const DEVICES_PER_ANSWER: usize = 2_000;

/// Devices, by all their identifiers, that one request may name (the vendor's own limit).
pub const DEVICES_PER_CHANGE: usize = 10_000;

/// Operations of one JSON patch.
pub const PATCH_OPERATIONS: usize = 1_000;

/// How much one JSON patch may put in: a value 1, a text one more for each 16 bytes. What it copies counts too, for a
/// patch could double a document again and again.
pub const PATCH_WEIGHT: usize = 100_000;

/// Tags of one user, and privileges.
pub const NOTES_PER_USER: usize = 20;

/// How long a write of this process waits for one of another, such as an import; after it 14 / 503. A read waits as long
/// for a connection.
pub const BUSY_PATIENCE: Duration = Duration::from_secs(30);

/// Writes that may wait for the writer; beyond it 14 / 503.
pub const WRITE_QUEUE: usize = 4_096;

/// Writes that one commit carries at most, so that the first of them does not wait for ever.
pub const WRITES_PER_COMMIT: usize = 512;

/// Requests between two looks for callers that the rate limit can forget, because they are at rest.
pub const REQUESTS_BETWEEN_SWEEPS: usize = 100_000;

/// Callers, each by what they asked for, whose being let in to write is remembered.
pub const REMEMBERED_ADMISSIONS: usize = 16_384;

/// Sessions whose last use is remembered until it is written.
pub const NOTED_SESSIONS: usize = 100_000;

/// How many of those one commit writes beside its own work.
pub const NOTES_PER_COMMIT: usize = 1_000;

/// Keys that one user's dashboards may keep values under; beyond it 268 / 402.
pub const UI_KEYS_PER_USER: u32 = 1_000;

/// Tags of one account; beyond it 268 / 402.
pub const TAGS_PER_ACCOUNT: u32 = 10_000;

/// Sub-users of one account; beyond it 268 / 402.
pub const SUB_USERS_PER_ACCOUNT: u32 = 10_000;

/// Security groups of one account; beyond it 268 / 402.
pub const SECURITY_GROUPS_PER_ACCOUNT: u32 = 1_000;

/// Long reads, such as lists of trackers, that one credential has at a time; others wait. One goes on until its answer has
/// been taken, if that is a long one.
pub const LONG_READS_PER_CREDENTIAL: usize = 2;

/// Long reads, of all credentials together, that run at a time, each on a connection of its own; others wait.
pub const LONG_READS: u32 = 4;

/// Long reads of one credential that may wait; beyond it 15.
pub const WAITING_LONG_READS: usize = 256;

/// Bytes of a long answer that stand in memory; one that has more goes to a file until it has been sent.
pub const ANSWER_IN_MEMORY: usize = 256 * 1024;

/// How long a client may take nothing of a long answer; after it the rest of it is thrown away.
pub const ANSWER_STALL: Duration = Duration::from_secs(60);

/// Trackers that one question about states may name (the vendor's own limit); more is answered with 7.
pub const TRACKERS_PER_QUESTION: usize = 2_000;

/// Records of the audit log in one answer; more is answered with 7.
pub const AUDIT_RECORDS_PER_ANSWER: i32 = 10_000;

/// Bytes of what the records of the audit log tell in one answer, unless a single one tells more; beyond it 212.
pub const AUDIT_BYTES_PER_ANSWER: usize = 16 * 1024 * 1024;

/// Former passwords that may not be chosen again.
pub const FORMER_PASSWORDS: usize = 9;

/// Addresses that warnings about the balance go to.
pub const BALANCE_ALERT_MAILS: usize = 100;

/// Bad logins of one address in a minute; beyond it 105.
pub const BAD_LOGINS_PER_ADDRESS: usize = 10;

/// Bad logins with one login in an hour; beyond it 105.
pub const BAD_LOGINS_PER_LOGIN: usize = 20;

/// Addresses, and logins, whose bad tries are remembered.
pub const REMEMBERED_GUESSERS: usize = 100_000;

/// How long the metrics wait for what is stored to be counted before they tell older numbers.
pub const CENSUS_PATIENCE: Duration = Duration::from_secs(1);

/// Passwords of logins that are verified at a time, if there are as many cores; others wait. Each takes 46 MiB.
pub const PASSWORDS_AT_A_TIME: usize = 4;

/// Passwords that may wait to be hashed or verified; beyond it 15.
pub const WAITING_PASSWORDS: usize = 64;

/// Bytes of the line that a command reads a password from; the rest is not read, and the password is too long.
pub const PASSWORD_LINE_BYTES: u64 = 1_024;

/// Bytes of the headings of a fleet's file that are looked at to find out what parts its columns, so that one without line
/// ends is not read whole.
pub const FLEET_HEADINGS_BYTES: u64 = 64 * 1024;

/// Bytes of one row of a fleet's file: a quote that is opened and never closed makes all the rest of a file one row.
pub const FLEET_ROW_BYTES: u64 = 1024 * 1024;

/// Bytes of the log that may wait to be written; whoever logs more waits.
pub const LOG_BYTES: usize = 1024 * 1024;

/// How long a write may take that finds out whether the server is ready.
pub const READINESS_PATIENCE: Duration = Duration::from_secs(2);

/// How long what was found holds, so that asking often costs no more than asking once.
pub const READINESS_HOLDS: Duration = Duration::from_secs(1);

/// How long those may take, when the server stops, that asked after it had been told to.
pub const LATE_REQUESTS: Duration = Duration::from_secs(2);

/// How long the workers may then take to let go of the database, and it to close.
pub const CLOSING: Duration = Duration::from_secs(10);

/// Pages of a database that a backup copies at a time, some 16 MB: after each such time it waits for the disk, so
/// that commits need not wait for all of it, and can be stopped.
pub const BACKUP_PAGES_PER_STEP: i32 = 4_000;

/// Steps of SQLite's machine after which a backup that is being looked at can be stopped: instructions of a statement,
/// or pages that a check reads from the disk, so some milliseconds.
pub const BACKUP_STOPS_EVERY: i32 = 100;

/// The least time between two scheduled backups.
pub const SHORTEST_BACKUP_INTERVAL: SignedDuration = SignedDuration::from_secs(1);

/// And the greatest.
pub const LONGEST_BACKUP_INTERVAL: SignedDuration = SignedDuration::from_hours(366 * 24);

/// How soon a scheduled backup that has failed is tried once more, if the next one is not due sooner.
pub const BACKUP_RETRY: SignedDuration = SignedDuration::from_mins(5);

/// Scheduled backups that can be kept.
pub const BACKUPS_KEPT: u16 = 10_000;

/// How long a command that wants a database for itself waits for other programs to close it; after it, it is refused.
pub const ALONE_PATIENCE: Duration = Duration::from_secs(2);

/// How long `muster health` waits for a connection, and then for each part of the answer.
pub const HEALTH_PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of an answer that `muster health` reads.
pub const HEALTH_REPLY_BYTES: u64 = 64 * 1024;

/// How long an upgrade waits for other programs that have the database open; after it, it is refused.
pub const UPGRADE_PATIENCE: Duration = Duration::from_secs(5);

/// How often it tries in the meantime.
pub const UPGRADE_RETRY: Duration = Duration::from_millis(50);
