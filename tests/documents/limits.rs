//! `docs/limits.md`, made from the table of bounds; and the bounds against their source and their tests.

use std::collections::BTreeSet;
use std::{env, fs};

use muster::limits::{Bound, Limits, table};

use crate::{path, sources, text};

const PAGE: &str = "docs/limits.md";

/// Set, it has the page written instead of compared.
const WRITE: &str = "MUSTER_WRITE_DOCUMENTS";

const HEAD: &str = "\
# Limits

Everything that somebody could make large has a bound. Those with a setting can be set by flag or by environment (`--body-limit`
is `MUSTER_BODY_LIMIT`); the others are the vendors' own, or nobody's matter. A number beyond a limit is the failure's code, as
Navixy's clients see it.

This page is made from `src/limits/table.rs`: `MUSTER_WRITE_DOCUMENTS=1 cargo test --test documents` writes it anew.
";

/// What stands in `src/limits.rs` and is no bound.
const NO_BOUNDS: [&str; 2] = ["MIB", "session_overflow"];

/// The test that shows each bound at its edge.
const SHOWN: [(&str, &str); 39] = [
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
    let made = page();
    if env::var_os(WRITE).is_some() {
        fs::write(path(PAGE), made).expect("the page is written");
        return;
    }
    assert!(text(PAGE) == made, "{PAGE} is stale: write it anew with {WRITE}=1 cargo test --test documents");
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
fn every_bound_that_a_caller_can_reach_is_shown_by_a_test() {
    let tests = sources::tests();
    let bounds = bounds();
    for (bound, test) in SHOWN {
        assert!(tests.contains(test), "{bound}: there is no test {test}");
        assert!(bounds.iter().any(|there| there.name == bound), "{bound} is no bound");
    }
    let settable = bounds.iter().filter(|bound| !bound.setting.is_empty());
    for bound in settable {
        assert!(SHOWN.iter().any(|(name, _)| *name == bound.name), "no test shows {}", bound.name);
    }
}
