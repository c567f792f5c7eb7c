//! The settings: flag, else environment, else file, else default. Each is of a type that cannot be wrong.

mod file;
mod values;

use std::net::SocketAddr;
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{BoolishValueParser, RangedU64ValueParser, TypedValueParser as _};
use jiff::SignedDuration;

use crate::app::GetMutations;
use crate::backups::Plan;
use crate::dispatch::{Origins, TrustedProxies};
use crate::limits::{self, Limits, SessionOverflow};
use crate::logging;
use crate::metrics::MetricsToken;

use values::interval;

pub use file::{ConfigError, Configured, Source, is_secret, settings, why};
pub use values::{AtMost, LISTEN, address};

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Settings {
    /// The database file
    ///
    /// Its key file lies beside it, as PATH.key, and is made with it. Without that, API keys cannot be shown and the server
    /// does not start.
    #[arg(long, global = true, env = "MUSTER_DATABASE", default_value = "muster.db", value_name = "PATH")]
    pub database: PathBuf,
    /// The configuration file; without it muster.toml here is read, or else /etc/muster/muster.toml
    ///
    /// TOML with a key for each setting, named as its flag with underscores, as in session_days = 30. Flags go before the
    /// environment, that before the file, and the file before the defaults.
    #[arg(long, global = true, env = "MUSTER_CONFIG", hide_short_help = true, value_name = "PATH")]
    pub config: Option<PathBuf>,
    /// Print one JSON object on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// How log lines are written
    #[arg(long, global = true, env = "MUSTER_LOG_FORMAT", value_enum, default_value_t, hide_short_help = true)]
    pub log_format: logging::Format,
    /// Days that a session lives from its creation
    #[arg(long, global = true, env = "MUSTER_SESSION_DAYS", default_value_t = days_of(Limits::default().session_lifetime), hide_short_help = true,
          value_parser = clap::value_parser!(u32).range(1..=3650), value_name = "N")]
    session_days: u32,
    /// Tracker groups that one account may have
    #[arg(long, global = true, env = "MUSTER_GROUPS_PER_ACCOUNT", default_value_t = Limits::default().groups_per_account,
          hide_short_help = true, value_name = "N")]
    groups_per_account: u32,
    /// Trackers that one account may have
    #[arg(long, global = true, env = "MUSTER_TRACKERS_PER_ACCOUNT", hide_short_help = true, value_name = "N",
          default_value_t = Limits::default().trackers_per_account)]
    trackers_per_account: u32,
    /// Sessions that one user may have at a time
    #[arg(long, global = true, env = "MUSTER_SESSIONS_PER_USER", default_value_t = Limits::default().sessions_per_user,
          hide_short_help = true, value_parser = clap::value_parser!(u32).range(1..=10_000), value_name = "N")]
    sessions_per_user: u32,
    /// What a login does that would be one session too many
    #[arg(long, global = true, env = "MUSTER_SESSION_OVERFLOW", value_enum, default_value_t, hide_short_help = true)]
    session_overflow: SessionOverflow,
}

impl Settings {
    /// The bounds that these settings make; the others at their defaults.
    pub fn limits(&self) -> Limits {
        Limits {
            groups_per_account: self.groups_per_account,
            trackers_per_account: self.trackers_per_account,
            sessions_per_user: self.sessions_per_user,
            session_lifetime: days(self.session_days),
            session_overflow: self.session_overflow,
            ..Limits::default()
        }
    }
}

fn days(number: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(number))
}

fn minutes_of(time: SignedDuration) -> u32 {
    u32::try_from(time.as_mins()).unwrap_or(u32::MAX)
}

fn hours_of(time: SignedDuration) -> u32 {
    minutes_of(time) / 60
}

fn days_of(time: SignedDuration) -> u32 {
    hours_of(time) / 24
}

/// What `serve` takes beside.
#[derive(Debug, Clone, clap::Args)]
pub struct ServeSettings {
    /// Where to listen; port 0 takes any free one
    #[arg(long, env = "MUSTER_LISTEN", default_value = LISTEN, value_name = "IP:PORT", value_parser = address)]
    pub listen: SocketAddr,
    /// Requests a second for each credential and for each address, or off (0)
    #[arg(long, env = "MUSTER_RATE_LIMIT", default_value = "50", value_name = "N|off")]
    pub rate_limit: AtMost,
    /// Proxies whose X-Forwarded-For counts: addresses and networks, with commas between them
    #[arg(long, env = "MUSTER_TRUSTED_PROXIES", hide_short_help = true, default_value = "", value_name = "LIST")]
    pub trusted_proxies: TrustedProxies,
    /// Origins whose pages may read answers: *, none, or some with commas between them
    #[arg(long, env = "MUSTER_CORS_ORIGINS", hide_short_help = true, default_value = "*", value_name = "LIST")]
    pub cors_origins: Origins,
    /// The certificate of the server, with those between it and the authority (PEM); read again on SIGHUP
    #[arg(long, env = "MUSTER_TLS_CERT", hide_short_help = true, value_name = "PATH")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of the certificate (PEM)
    #[arg(long, env = "MUSTER_TLS_KEY", hide_short_help = true, value_name = "PATH")]
    pub tls_key: Option<PathBuf>,
    /// Where metrics and documents are served, and then not with the rest; plain HTTP
    #[arg(long, env = "MUSTER_ADMIN_LISTEN", hide_short_help = true, value_name = "IP:PORT", value_parser = address)]
    pub admin_listen: Option<SocketAddr>,
    /// Connections that one address may have, or off (0); those of a trusted proxy do not count
    #[arg(long, env = "MUSTER_CONNECTIONS_PER_ADDRESS", hide_short_help = true, value_name = "N|off",
          default_value_t = AtMost(Limits::default().connections_per_address))]
    connections_per_address: AtMost,
    /// Seconds that requests under way may take to end when the server is told to stop
    #[arg(long, env = "MUSTER_DRAIN_SECONDS", default_value_t = Limits::default().drain.as_secs(), hide_short_help = true,
          value_parser = clap::value_parser!(u64).range(0..=3600), value_name = "SECONDS")]
    drain_seconds: u64,
    /// Whether GET may change something
    #[arg(long, env = "MUSTER_GET_MUTATIONS", value_enum, default_value_t, hide_short_help = true)]
    pub get_mutations: GetMutations,
    /// Bytes that a request body may have
    #[arg(long, env = "MUSTER_BODY_LIMIT", default_value_t = Limits::default().body_bytes, hide_short_help = true,
          value_name = "BYTES")]
    body_limit: usize,
    /// Seconds that a request's head may take to arrive, and then its body
    #[arg(long, env = "MUSTER_REQUEST_DEADLINE", default_value_t = Limits::default().request_deadline.as_secs(),
          hide_short_help = true, value_parser = clap::value_parser!(u64).range(1..=3600), value_name = "SECONDS")]
    request_deadline: u64,
    /// MiB of answers kept in memory for those who ask again; 0 keeps none
    #[arg(long, env = "MUSTER_KEEP_MIB", default_value_t = Limits::default().kept_answers / limits::MIB, hide_short_help = true,
          value_parser = clap::value_parser!(u64).range(0..=1024 * 1024), value_name = "MIB")]
    keep_mib: u64,
    /// Whether ThingSpace requests must carry an application's bearer token
    #[arg(long, env = "MUSTER_REQUIRE_BEARER", hide_short_help = true, value_parser = BoolishValueParser::new())]
    pub require_bearer: bool,
    /// What whoever reads /metrics must show as bearer token: 16 to 256 printable ASCII characters; without it anybody may
    ///
    /// It may stand in a file of its own, which MUSTER_METRICS_TOKEN_FILE names, or metrics_token_file in the configuration.
    #[arg(long, env = "MUSTER_METRICS_TOKEN", hide_env_values = true, hide_short_help = true, value_name = "TOKEN")]
    pub metrics_token: Option<MetricsToken>,
    /// Days that records of the audit log are kept; 0 for ever
    #[arg(long, env = "MUSTER_AUDIT_KEEP_DAYS", hide_short_help = true,
          default_value_t = Limits::default().audit_lifetime.map_or(0, days_of),
          value_parser = clap::value_parser!(u32).range(0..=36_500), value_name = "N")]
    audit_keep_days: u32,
    /// Hours that a Plaspy token lives
    #[arg(long, env = "MUSTER_TOKEN_HOURS", hide_short_help = true, default_value_t = hours_of(Limits::default().token_lifetime),
          value_parser = clap::value_parser!(u32).range(1..=8760), value_name = "N")]
    token_hours: u32,
    /// Minutes that five failed ThingSpace logins in a row lock a user out
    #[arg(long, env = "MUSTER_LOCK_MINUTES", hide_short_help = true, default_value_t = minutes_of(Limits::default().login_lock),
          value_parser = clap::value_parser!(u32).range(1..=10_080), value_name = "N")]
    lock_minutes: u32,
    /// Devices in one ThingSpace answer about a group
    #[arg(long, env = "MUSTER_GROUP_PAGE", hide_short_help = true, default_value_t = Limits::default().group_page,
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=limits::DEVICES_PER_ANSWER as u64), value_name = "N")]
    group_page: usize,
    /// A folder to put backups of the database into; without it none are made
    #[arg(long, env = "MUSTER_BACKUP_DIR", value_name = "DIR")]
    backup_dir: Option<PathBuf>,
    /// The time from one backup to the next, such as 30m, 6h or 1d
    #[arg(long, env = "MUSTER_BACKUP_EVERY", default_value = "6h", value_name = "TIME", value_parser = interval)]
    backup_every: SignedDuration,
    /// How many of its backups are kept; older ones are removed
    #[arg(long, env = "MUSTER_BACKUP_KEEP", default_value = "28", value_name = "N",
          value_parser = clap::value_parser!(u16).range(1..=limits::BACKUPS_KEPT.into()).try_map(NonZeroU16::try_from))]
    backup_keep: NonZeroU16,
}

impl ServeSettings {
    /// Which backups the server is to make, if any.
    pub fn backups(&self) -> Option<Plan> {
        let folder = self.backup_dir.clone()?;
        Some(Plan { folder, every: self.backup_every, keep: self.backup_keep })
    }

    /// The bounds that these settings make of the common ones.
    pub fn limits(&self, common: Limits) -> Limits {
        Limits {
            body_bytes: self.body_limit,
            request_deadline: Duration::from_secs(self.request_deadline),
            kept_answers: self.keep_mib * limits::MIB,
            connections_per_address: self.connections_per_address.0,
            drain: Duration::from_secs(self.drain_seconds),
            audit_lifetime: (self.audit_keep_days > 0).then(|| days(self.audit_keep_days)),
            token_lifetime: SignedDuration::from_hours(self.token_hours.into()),
            login_lock: SignedDuration::from_mins(self.lock_minutes.into()),
            group_page: self.group_page,
            ..common
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Program {
        #[command(flatten)]
        common: Settings,
        #[command(flatten)]
        serve: ServeSettings,
    }

    fn with(flags: &str) -> Program {
        Program::try_parse_from(["muster"].into_iter().chain(flags.split_whitespace())).expect("good flags")
    }

    #[test]
    fn who_sets_nothing_has_the_defaults() {
        let Program { common, serve } = with("");
        assert_eq!(format!("{:?}", serve.limits(common.limits())), format!("{:?}", Limits::default()));
        assert!(!serve.require_bearer);
    }

    #[test]
    fn what_is_set_is_heeded() {
        let Program { common, serve } = with("--token-hours 8760 --lock-minutes 10080 --group-page 1 --require-bearer");
        let limits = serve.limits(common.limits());
        assert_eq!(limits.token_lifetime, days(365));
        assert_eq!(limits.login_lock, days(7));
        assert_eq!((limits.group_page, serve.require_bearer), (1, true));
    }

    #[test]
    fn backups_are_made_only_if_there_is_a_folder_for_them() {
        assert!(with("--backup-every 1h").serve.backups().is_none());
        let plan = |flags| with(flags).serve.backups().expect("a plan");
        let plans = ["--backup-dir kept", "--backup-dir kept --backup-every 30m --backup-keep 1"].map(plan);
        let told = plans.map(|plan| (plan.folder, plan.every, plan.keep.get()));
        let hours = SignedDuration::from_hours;
        assert_eq!(told, [("kept".into(), hours(6), 28), ("kept".into(), hours(1) / 2, 1)]);
    }

    // shows: SHORTEST_BACKUP_INTERVAL, LONGEST_BACKUP_INTERVAL
    #[test]
    fn an_interval_is_a_number_and_a_unit() {
        for (text, seconds) in [("1s", 1), ("30m", 1_800), ("6h", 21_600), ("1d", 86_400), ("366d", 366 * 86_400)] {
            assert_eq!(interval(text), Ok(SignedDuration::from_secs(seconds)), "{text}");
        }
        for text in ["", "6", "h", "0h", "+1h", "-1h", "1.5h", "6 h", "6H", "1w", "367d", "99999999999d", "6hh", "é"] {
            assert!(interval(text).is_err(), "{text}");
        }
    }
}
