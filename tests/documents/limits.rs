//! `docs/limits.md`, made from the table of bounds; and the bounds against their source and their tests.

use std::collections::BTreeSet;

use muster::limits::{Bound, Limits, table};

use crate::{compare_or_write, sources, text};

const PAGE: &str = "docs/limits.md";

const HEAD: &str = "\
# Limits

Everything that somebody could make large has a bound. Those with a setting can be set by flag or by environment
(`--body-limit` is `MUSTER_BODY_LIMIT`); the others are fixed, some of them by the vendors. What comes beyond a limit is
the failure's code and its HTTP status as Navixy's clients see them, or what else happens.

This page is made from `src/limits/table.rs`: `MUSTER_WRITE_DOCUMENTS=1 cargo test --test documents` writes it anew.
";

/// What stands in `src/limits.rs` and is no bound.
const NO_BOUNDS: [&str; 2] = ["MIB", "session_overflow"];

/// The test that shows each bound at its edge.
const SHOWN: [(&str, &str); 52] = [
    ("body_bytes", "bodies_up_to_the_limit_are_read_and_larger_ones_refused"),
    ("HEAD_BYTES", "a_head_is_read_up_to_its_limits_and_no_further"),
    ("TARGET_BYTES", "a_head_is_read_up_to_its_limits_and_no_further"),
    ("HEADERS", "a_head_is_read_up_to_its_limits_and_no_further"),
    ("request_deadline", "a_body_that_never_ends_is_given_up"),
    ("JSON_DEPTH", "json_nests_up_to_its_limit_and_no_deeper"),
    ("ARGUMENTS_WEIGHT", "a_request_of_too_many_values_is_too_large"),
    ("trackers_per_account", "an_account_has_as_many_trackers_as_it_may_and_no_more"),
    ("groups_per_account", "an_account_has_as_many_groups_as_it_may_and_no_more"),
    ("TAGS_PER_ACCOUNT", "of_each_kind_there_are_as_many_as_may_be_and_no_more"),
    ("SUB_USERS_PER_ACCOUNT", "of_each_kind_there_are_as_many_as_may_be_and_no_more"),
    ("SECURITY_GROUPS_PER_ACCOUNT", "of_each_kind_there_are_as_many_as_may_be_and_no_more"),
    ("UI_KEYS_PER_USER", "of_each_kind_there_are_as_many_as_may_be_and_no_more"),
    ("API_KEYS_PER_USER", "of_each_kind_there_are_as_many_as_may_be_and_no_more"),
    ("BALANCE_ALERT_MAILS", "lists_are_taken_up_to_their_limits_and_no_further"),
    ("TRACKERS_PER_QUESTION", "lists_are_taken_up_to_their_limits_and_no_further"),
    ("audit_lifetime", "old_records_go_as_new_ones_come"),
    ("sessions_per_user", "one_session_too_many_ends_the_least_recently_used"),
    ("session_lifetime", "a_session_works_as_long_as_its_user_is_let_in"),
    ("IDLE_SESSIONS_PER_USER", "a_user_has_a_hundred_sessions_and_one_more_ends_the_least_recently_used"),
    ("IDLE_SESSION", "a_session_ends_when_nobody_uses_it_for_twenty_minutes"),
    ("TOKENS_PER_KEY", "a_key_has_a_hundred_tokens_and_one_more_ends_the_oldest"),
    ("token_lifetime", "a_token_ends_when_its_lifetime_is_over"),
    ("APPLICATIONS", "the_server_has_as_many_applications_as_it_may_and_no_more"),
    ("FAILED_LOGINS", "five_failures_in_a_row_lock_a_user_out_and_time_lets_it_in"),
    ("login_lock", "the_operator_sets_how_long_the_lock_lasts"),
    ("BAD_LOGINS_PER_ADDRESS", "an_address_has_ten_bad_tries_a_minute_whatever_the_login"),
    ("BAD_LOGINS_PER_LOGIN", "a_login_has_twenty_bad_tries_an_hour_wherever_they_come_from"),
    ("bad_login_delay", "answers_are_held_back_from_the_third_on"),
    ("FORMER_PASSWORDS", "none_of_the_last_ten_passwords_is_taken_again_but_the_one_before_them_is"),
    ("PATCH_WEIGHT", "a_patch_cannot_grow_without_bounds"),
    ("FIELD_ERRORS", "a_list_of_nonsense_names_its_first_thousand_places"),
    ("IMPORT_ERRORS", "of_very_many_faults_the_first_thousand_are_named"),
    ("group_page", "a_page_has_two_thousand_devices_unless_the_operator_wants_fewer"),
    ("DEVICES_PER_ANSWER", "no_answer_has_more_than_two_thousand_devices"),
    ("DEVICES_PER_CHANGE", "too_many_devices_in_one_request_are_refused"),
    ("LONG_READS_PER_CREDENTIAL", "a_credential_has_two_turns_at_a_time_and_the_others_wait"),
    ("WAITING_LONG_READS", "not_too_many_wait_and_whoever_gives_up_leaves_nothing_behind"),
    ("kept_answers", "no_more_is_kept_than_there_is_room_for"),
    ("NOTES_PER_USER", "a_plaspy_user_has_so_many_tags_and_privileges_and_no_more"),
    ("PATCH_OPERATIONS", "a_patch_has_so_many_operations_and_no_more"),
    ("APPLICATION_TOKEN", "an_application_has_one_token_for_an_hour_and_then_another"),
    ("WAITING_PASSWORDS", "as_many_passwords_wait_as_may_and_no_more"),
    ("WRITE_QUEUE", "so_many_writes_wait_for_the_writer_and_no_more"),
    ("ANSWER_IN_MEMORY", "a_long_list_is_the_same_compressed_and_without_its_body"),
    ("UPGRADE_PATIENCE", "a_database_that_others_have_open_is_not_touched"),
    ("AUDIT_RECORDS_PER_ANSWER", "by_json"),
    ("connections_per_address", "an_address_has_so_many_connections"),
    ("drain", "requests_that_never_end_do_not_hold_it_up_for_ever"),
    ("BACKUPS_KEPT", "a_plan_that_cannot_be_is_refused"),
    ("SHORTEST_BACKUP_INTERVAL", "a_plan_that_cannot_be_is_refused"),
    ("LONGEST_BACKUP_INTERVAL", "a_plan_that_cannot_be_is_refused"),
];

/// The others, and why no test shows them at their edge.
const UNSHOWN: [(&str, &str); 17] = [
    ("CONNECTIONS_PER_WORKER", "more connections than a test's process may open"),
    ("RATE_LIMITED_CALLERS", "nobody can see when those at rest are forgotten"),
    ("AUDIT_BYTES_PER_ANSWER", "a row of tests/spec/user_audit.toml shows the refusal, far beyond it"),
    ("ANSWER_STALL", "a minute is too long for a test"),
    ("WRITES_PER_COMMIT", "nobody can see how many commits there were"),
    ("REMEMBERED_ADMISSIONS", "a look-up more or less changes no answer"),
    ("NOTED_SESSIONS", "what is not noted is which of very many sessions was used last"),
    ("NOTES_PER_COMMIT", "nobody can see with which commit a note was written"),
    ("REMEMBERED_GUESSERS", "it takes a hundred thousand addresses"),
    ("UPGRADE_RETRY", "nobody can see how often it looked"),
    ("census_interval", "a minute is too long for a test, which counts at every scrape"),
    ("CENSUS_PATIENCE", "it takes a store that is counted for longer"),
    ("BACKUP_RETRY", "five minutes are too long for a test"),
    ("BACKUP_PAGES_PER_STEP", "nobody can see how many steps there were"),
    ("BACKUP_STOPS_EVERY", "nobody can see how often it looked"),
    ("HEALTH_PATIENCE", "a server that takes seconds would hold the tests up"),
    ("HEALTH_REPLY_BYTES", "our own server answers in a line"),
];

fn bounds() -> Vec<Bound> {
    table(&Limits::default()).into_iter().flat_map(|(_, bounds)| bounds).collect()
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (title, bounds) in table(&Limits::default()) {
        page += &format!("\n## {title}\n\n| what | limit | setting | beyond it |\n|---|---|---|---|\n");
        for Bound { what, amount, setting, beyond, .. } in bounds {
            let setting = if setting.is_empty() { String::new() } else { format!("`{setting}` ") };
            page += &format!("| {what} | {amount} | {setting}| {beyond} |\n");
        }
    }
    page
}

#[test]
fn the_page_of_limits_is_what_there_is() {
    compare_or_write(PAGE, &page());
}

#[test]
fn every_bound_is_in_the_table_once() {
    let source = text("src/limits.rs");
    let constants = source.lines().filter_map(|line| line.strip_prefix("pub const "));
    let (_, fields) = source.split_once("pub struct Limits {").expect("the settings");
    let (fields, _) = fields.split_once("\n}").expect("their end");
    let fields = fields.lines().filter_map(|line| line.trim().strip_prefix("pub "));
    let named = constants.chain(fields).filter_map(|line| line.split(':').next());
    let there: BTreeSet<_> = named.filter(|name| !NO_BOUNDS.contains(name)).collect();
    let told: Vec<_> = bounds().iter().map(|bound| bound.name).collect();
    assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), there);
    assert_eq!(told.len(), there.len(), "each once");
}

#[test]
fn every_bound_is_shown_by_a_test_or_says_why_not() {
    let tests = sources::tests();
    for (bound, test) in SHOWN {
        assert!(tests.contains(test), "{bound}: there is no test {test}");
    }
    let named: Vec<_> = SHOWN.iter().chain(&UNSHOWN).map(|(name, _)| *name).collect();
    let told: BTreeSet<_> = bounds().iter().map(|bound| bound.name).collect();
    assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), told);
    assert_eq!(named.len(), told.len(), "each once");
}
