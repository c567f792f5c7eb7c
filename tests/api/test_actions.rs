//! Actions that only tests have: one that asks for a right, some that panic, and one that lists as much as a test wants,
//! each made as any action is.

use std::sync::LazyLock;

use deserr::Deserr;
use muster::access::{AnyUser, Holding, Master, TrackerUpdate};
use muster::action::{Action, ActionDef, Effect, Listed, Route};
use muster::args::ArgErrors;
use muster::domain::{Bool, Int};
use muster::error::{Code, Result};
use muster::navixy::{ACTIONS, Done, LongListing, Navixy};
use muster::ops::groups::{self, NewGroup};
use muster::schema::Taken;
use muster::store::Tx;
use serde::Serialize;

/// The dialect's own rows and these.
pub fn with_the_table() -> &'static [ActionDef] {
    static ROWS: LazyLock<Vec<ActionDef>> = LazyLock::new(|| {
        let mut rows = vec![
            ActionDef::of::<NeedsARight>(),
            ActionDef::of::<PanicsReading>(),
            ActionDef::of::<PanicsScanning>(),
            ActionDef::of::<PanicsWriting>(),
            ActionDef::listed::<Lists>(),
        ];
        rows.extend(ACTIONS.iter().copied());
        rows
    });
    &ROWS
}

#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct NoParams {}

/// What panics only when it is told to, so that the rights matrix can call it too.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Told {
    pub now: Bool,
}

pub struct NeedsARight;

impl Action for NeedsARight {
    type Dialect = Navixy;
    type Access = Holding<TrackerUpdate>;
    type Params = NoParams;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("test/needs_a_right");
    const SUMMARY: &str = "Only for a test";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &Self::Access, _: &NoParams) -> Result<Done> {
        Ok(Done {})
    }
}

macro_rules! panics {
    ($name:ident, $access:ty, $route:literal, $effect:expr, $before:expr) => {
        pub struct $name;

        impl Action for $name {
            type Dialect = Navixy;
            type Access = $access;
            type Params = Told;
            type Output = Done;
            const ROUTE: Route = Route::Rpc($route);
            const SUMMARY: &str = "Only for a test";
            const EFFECT: Effect = $effect;

            fn run(tx: &mut Tx<'_>, by: &$access, params: &Told) -> Result<Done> {
                let before: fn(&mut Tx<'_>, &$access) -> Result<()> = $before;
                before(tx, by)?;
                assert!(!params.now.0, "as the test wants");
                Ok(Done {})
            }
        }
    };
}

panics!(PanicsReading, AnyUser, "test/panics_reading", Effect::Read, |_, _| Ok(()));
panics!(PanicsScanning, AnyUser, "test/panics_scanning", Effect::Scan, |_, _| Ok(()));
panics!(PanicsWriting, Master, "test/panics_writing", Effect::Write, |tx, by| {
    let (title, color) = ("Half done".parse().expect("a title"), "FF0000".parse().expect("a colour"));
    groups::create(tx, by, &NewGroup { title, color, description: None }).map(|_| ())
});

/// How long a list is wanted, of things of a kilobyte each, and how it is to go on then.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Wanted {
    pub things: Int,
    pub then: String,
}

pub struct Lists;

impl Listed for Lists {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Wanted;
    type Item = String;
    type Output = LongListing<'static, Vec<String>>;
    const ROUTE: Route = Route::Rpc("test/lists");
    const SUMMARY: &str = "Only for a test";
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn output<L: Serialize>(_: &Wanted, list: &L) -> impl Serialize {
        LongListing { list }
    }

    fn each(_: &mut Tx<'_>, _: &AnyUser, params: &Wanted, mut visit: impl FnMut(String) -> Result<()>) -> Result<()> {
        for _ in 0..params.things.get() {
            visit("x".repeat(1_024))?;
        }
        assert!(params.then != "panic", "as the test wants");
        if params.then == "fail" { Err(Code::NotFoundInDatabase.into()) } else { Ok(()) }
    }
}
