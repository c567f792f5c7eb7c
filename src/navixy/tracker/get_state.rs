//! `tracker/get_state`: what is known of one tracker's device.

use serde::Serialize;

use super::state::State;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::domain::ShownMoment;
use crate::error::{Code, Result};
use crate::navixy::Navixy;
use crate::navixy::params::OneTracker;
use crate::ops::{settings, states};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct GetState;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The present moment.
    pub user_time: ShownMoment,
    /// The state.
    pub state: State,
}

impl Action for GetState {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = OneTracker;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tracker/get_state");
    const SUMMARY: &'static str = "What is known of one tracker's device";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &OneTracker) -> Result<Output> {
        let dates = settings::dates(tx, by, params.iso_datetime.is_yes())?;
        let state = states::one(tx, by, params.tracker_id)?;
        Ok(Output { user_time: dates.show(tx.now()), state: State::new(&state, &dates) })
    }
}
