//! What must not compile does not: no action without a proof, no proof and no scope that authorisation did not give.
//!
//! Beside each case in `compile_fail/` lies what the compiler says of it, so that it fails for the reason in its first
//! line and for no other. The words are those of the compiler that `rust-version` in `Cargo.toml` names. After a change of
//! the words, `TRYBUILD=overwrite cargo test --test compile_fail` writes them anew; read the difference before keeping it.

use deserr::Deserr;
use muster::access::{Acts, AnyUser, Requirement};
use muster::action::{Action, ActionDef, Effect, Route};
use muster::args::ArgErrors;
use muster::error::Result;
use muster::navixy::Navixy;
use muster::ops;
use muster::schema::{Shown, Taken};
use muster::store::Tx;
use serde::Serialize;

#[test]
fn what_must_not_compile_does_not() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

/// What the cases lack, in full: an action that the crate knows nothing of. It stands here, and not as a case that must
/// compile, because this file is outside the crate as well, and one such case would make the compiler build every crate
/// where a check is enough.
struct Count;

#[derive(Deserr, Taken)]
#[deserr(error = ArgErrors)]
struct Params {}

#[derive(Serialize, Shown)]
struct Output {
    count: usize,
}

impl Action for Count {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tracker/group/count");
    const SUMMARY: &str = "How many groups there are";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, _: &Params) -> Result<Output> {
        Ok(Output { count: ops::groups::list(tx, by.scope())?.len() })
    }
}

static ROWS: &[ActionDef] = &[ActionDef::of::<Count>()];

#[test]
fn an_action_from_outside_the_crate_becomes_a_row() {
    let [row] = ROWS else { unreachable!("there is one row") };
    assert_eq!(row.route, Route::Rpc("tracker/group/count"));
    assert_eq!(row.effect, Effect::Read);
    assert_eq!(row.requires, Requirement::AnyUser);
    assert!(!row.by_session);
    assert_eq!(row.fails, []);
    assert_eq!((row.summary, row.status), ("How many groups there are", 200));
}
