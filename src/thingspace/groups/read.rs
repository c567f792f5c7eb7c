//! `GET /groups/{aname}/name/{gname}`: one group with its devices, a page at a time.

use deserr::Deserr;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::named::Named;
use crate::access::AnyUser;
use crate::action::{Action, Effect, HeadDef, Method, ReplyHead, Route};
use crate::args::{ArgErrors, Optional};
use crate::domain::{DeviceIdentifier, TrackerId};
use crate::error::{Code, Result};
use crate::ops;
use crate::schema::{Shown, Taken};
use crate::store::Tx;
use crate::thingspace::{BASE, DeviceIdSeen, ThingSpace};

/// The action.
pub struct Read;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The account's name.
    #[taken(example = "0000000001-00001")]
    pub aname: String,
    /// The group's name.
    #[taken(example = "Main office")]
    pub gname: String,
    /// The page begins after the device of this id.
    #[deserr(default)]
    pub next: Optional<DeviceIdSeen>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The group's name.
    #[shown(example = "Employees")]
    pub name: String,
    /// What it is for.
    #[shown(example = "All who work here")]
    pub description: String,
    /// Whether there are more devices after these.
    pub has_more_data: bool,
    /// The devices, by id.
    pub devices: Vec<Device>,
    /// Where the next page is.
    #[serde(skip)]
    next_page: Option<String>,
}

/// A device.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// All that it is called by.
    pub device_ids: Vec<DeviceIdentifier>,
}

impl Action for Read {
    type Dialect = ThingSpace;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/m2m/v1/groups/{aname}/name/{gname}");
    const SUMMARY: &'static str = "One group with its devices, a page at a time";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[Code::AccountNotFound, Code::NotFoundInDatabase];
    const HEADS: &'static [HeadDef] =
        &[HeadDef { status: 202, header: "Location", about: "Where to go on, if there is more." }];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        ops::accounts::check_name(tx, by, &params.aname)?;
        let group = Named::find(tx, by, &params.gname)?;
        let (page, after) = (tx.limits().group_page, params.next.0.map_or(0, |DeviceIdSeen(id)| id));
        let mut members = ops::groups::members(tx, by, group.id(), after, page + 1)?;
        let has_more_data = members.len() > page;
        members.truncate(page);
        let next_page = members.last().filter(|_| has_more_data).map(|last| next_page(params, *last));
        let trackers = ops::trackers::among(tx, by, &members)?;
        let mut identifiers = ops::devices::identifiers(tx, by, &trackers)?;
        let device = |id: &TrackerId| Device { device_ids: identifiers.remove(id).unwrap_or_default() };
        Ok(Output {
            name: group.name(),
            description: group.description(),
            has_more_data,
            devices: members.iter().map(device).collect(),
            next_page,
        })
    }

    /// 202 and where to go on, if there is more.
    fn head(output: &Output) -> ReplyHead {
        match &output.next_page {
            Some(next_page) => ReplyHead { status: 202, headers: vec![("Location", next_page.clone())] },
            None => ReplyHead::default(),
        }
    }
}

/// What may stand in a segment of a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn next_page(params: &Params, last: TrackerId) -> String {
    let segment = |text| utf8_percent_encode(text, SEGMENT).to_string();
    format!("{BASE}/groups/{}/name/{}/?next={last}", segment(&params.aname), segment(&params.gname))
}
