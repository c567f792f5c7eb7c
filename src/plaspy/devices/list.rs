//! `GET /api/devices`: the trackers that the caller sees, the oldest first. Blocked ones are not active, and left out.

use serde::Serialize;

use super::object::{Device, TagNames};
use crate::access::{Acts as _, AnyUser};
use crate::action::{Listed, Method, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::ops;
use crate::plaspy::{Devices, Plaspy};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct List;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output<'l, L> {
    /// The devices.
    pub devices: &'l L,
}

impl Listed for List {
    type Dialect = Plaspy<Devices>;
    type Access = AnyUser;
    type Params = NoParams;
    type Item = Device;
    type Output = Output<'static, Vec<Device>>;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/devices");
    const SUMMARY: &'static str = "The trackers that the caller sees, the oldest first";

    fn output<L: Serialize>(_: &NoParams, devices: &L) -> impl Serialize {
        Output { devices }
    }

    fn each(tx: &mut Tx<'_>, by: &AnyUser, _: &NoParams, mut visit: impl FnMut(Device) -> Result<()>) -> Result<()> {
        let names = TagNames::of(tx, by.scope())?;
        ops::tags::each_tagged(tx, by, |tracker, tags| {
            if tracker.source.blocked { Ok(()) } else { visit(names.device(tracker, &tags)) }
        })
    }
}
