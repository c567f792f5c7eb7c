//! `GET /api/devices`: the trackers that the caller sees, the oldest first. Blocked ones are not active, and left out.

use serde::Serialize;

use super::object::{Device, TagNames};
use crate::access::{Acts as _, AnyUser};
use crate::action::{Action, Effect, Method, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::ops;
use crate::plaspy::{Devices, Plaspy};
use crate::store::Tx;

/// The action.
pub struct List;

/// What it answers with.
#[derive(Debug, Serialize)]
pub struct Output {
    /// The devices.
    pub devices: Vec<Device>,
}

impl Action for List {
    type Dialect = Plaspy<Devices>;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/devices");
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, _: &NoParams) -> Result<Output> {
        let names = TagNames::of(tx, by.scope())?;
        let bindings = ops::tags::bindings(tx, by)?;
        let mut devices = Vec::new();
        ops::trackers::each(tx, by, |tracker| {
            if !tracker.source.blocked {
                let bindings = bindings.get(&tracker.id).map_or(&[][..], Vec::as_slice);
                devices.push(names.device(tracker, bindings));
            }
            Ok(())
        })?;
        Ok(Output { devices })
    }
}
