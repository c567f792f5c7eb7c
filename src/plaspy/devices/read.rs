//! `GET /api/devices/{id}`: one tracker, blocked or not.

use deserr::Deserr;
use serde::Serialize;

use super::object::{Device, TagNames};
use crate::access::{Acts as _, AnyUser};
use crate::action::{Action, Effect, Method, Route};
use crate::args::ArgErrors;
use crate::domain::TrackerId;
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Devices, PathId, Plaspy};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct Read;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The device.
    pub id: PathId<TrackerId>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The device.
    pub device: Device,
}

impl Action for Read {
    type Dialect = Plaspy<Devices>;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/devices/{id}");
    const SUMMARY: &'static str = "One tracker, blocked or not";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        let tracker = ops::trackers::find(tx, by, params.id.0.ok_or(Code::NotFoundInDatabase)?)?;
        let bindings = ops::tags::bindings_of(tx, by.scope(), tracker.id)?;
        Ok(Output { device: TagNames::of(tx, by.scope())?.device(tracker, &bindings) })
    }
}
