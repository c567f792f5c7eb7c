//! What is kept ends to the second when its caller is let in no more, whichever way the clock goes.

use serde_json::json;

use super::Pair;
use crate::support::world::{API_KEY, LIFETIME, MASTER, MASTER_AGAIN, SUB_USER};
use crate::validity::let_sue_in;

const LET_IN: u64 = 0;
const ENDED: u64 = 4;

/// Moves the clock by so many seconds before each look at what the caller is answered.
#[track_caller]
fn assert_after(pair: &Pair, hash: &str, steps: &[(i64, u64)]) {
    for (seconds, code) in steps {
        pair.server.clock.advance(*seconds);
        // The second time it is asked what it has just been answered.
        assert_eq!([pair.code(hash), pair.code(hash)], [*code; 2], "{steps:?}");
    }
}

#[test]
fn a_session_ends_with_its_last_second() {
    let pair = Pair::start();
    assert_after(&pair, MASTER, &[(0, LET_IN), (LIFETIME - 1, LET_IN), (1, ENDED)]);
    assert_eq!(pair.code(API_KEY), LET_IN, "keys do not expire");
}

#[test]
fn a_renewed_session_ends_with_its_new_last_second() {
    let pair = Pair::start();
    assert_after(&pair, MASTER, &[(LIFETIME - 1, LET_IN)]);
    pair.server.master().must("user/session/renew", json!({}));
    assert_after(&pair, MASTER, &[(1, LET_IN), (LIFETIME - 2, LET_IN), (1, ENDED)]);
    assert_eq!(pair.code(MASTER_AGAIN), ENDED);
}

#[test]
fn a_session_that_a_clock_set_back_brings_back_is_let_in_again() {
    let pair = Pair::start();
    assert_after(
        &pair,
        MASTER,
        &[(LIFETIME - 1, LET_IN), (1, ENDED), (-1, LET_IN), (-LIFETIME, LET_IN), (LIFETIME + 1, ENDED)],
    );
}

#[test]
fn a_user_is_let_in_until_its_last_second() {
    let pair = Pair::start();
    let_sue_in(&pair.server, None, Some(60));
    assert_after(&pair, SUB_USER, &[(0, LET_IN), (59, LET_IN), (1, ENDED)]);
    let_sue_in(&pair.server, None, Some(120));
    assert_after(&pair, SUB_USER, &[(0, LET_IN), (59, LET_IN), (1, ENDED)]);
}

#[test]
fn a_user_is_let_in_from_its_first_second_on() {
    let pair = Pair::start();
    let_sue_in(&pair.server, Some(60), None);
    assert_after(&pair, SUB_USER, &[(0, ENDED), (59, ENDED), (1, LET_IN)]);
}

#[test]
fn a_user_whose_time_a_clock_set_back_takes_away_is_let_in_no_more() {
    let pair = Pair::start();
    let_sue_in(&pair.server, Some(0), None);
    assert_after(&pair, SUB_USER, &[(0, LET_IN), (-1, ENDED), (1, LET_IN)]);
}
