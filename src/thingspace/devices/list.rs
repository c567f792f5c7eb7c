//! `POST /devices/actions/list`: the devices of which all is true that is said, a page at a time. With
//! `largestDeviceIdSeen` they are sorted by id and begin after it; else by the moment they were added, to go on from
//! with `earliest`.

use std::ops::ControlFlow;

use deserr::Deserr;
use serde::Serialize;

use super::CustomFields;
use super::filter::{Filter, Filters, Said};
use super::object::{Device, devices};
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::{ArgErrors, BoundedList, Field, List as Items};
use crate::domain::{Instant, Int, Invalid, TrackerId};
use crate::error::{Code, Result};
use crate::limits;
use crate::ops;
use crate::ops::trackers::{Tracker, Visit};
use crate::schema::{Parts, Schema, Shown, Taken};
use crate::store::Tx;
use crate::thingspace::device_id::{find_all, find_referenced};
use crate::thingspace::{DeviceId, DeviceIdSeen, DeviceReference, ThingSpace};

/// The action.
pub struct List;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase)]
pub struct Params {
    /// The account's name.
    #[deserr(default)]
    #[taken(example = "0000000001-00001")]
    pub account_name: Field<String>,
    /// One device.
    #[deserr(default)]
    pub device_id: Field<DeviceId>,
    /// Several devices.
    #[deserr(default)]
    pub device_list: Field<Items<DeviceReference>>,
    /// What their identifiers look like.
    #[deserr(default)]
    pub filter: Field<Filters>,
    /// The group that they are in.
    #[deserr(default)]
    #[taken(example = "Main office")]
    pub group_name: Field<String>,
    /// Whether they are blocked, in the vendor's words.
    #[deserr(default)]
    pub current_state: Field<String>,
    /// What line they have.
    #[deserr(default)]
    pub service_plan: Field<String>,
    /// What the account notes of them.
    #[deserr(default)]
    pub custom_fields: Field<CustomFields>,
    /// Added then or later.
    #[deserr(default)]
    pub earliest: Field<Instant>,
    /// Added then or earlier.
    #[deserr(default)]
    pub latest: Field<Instant>,
    /// How many at most.
    #[deserr(default)]
    pub max_number_of_devices: Field<Most>,
    /// The page begins after the device of this id.
    #[deserr(default)]
    pub largest_device_id_seen: Field<DeviceIdSeen>,
}

/// How many devices at most: no more than the server gives in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserr)]
#[deserr(try_from(Int) = Self::try_from -> Invalid)]
pub struct Most(usize);

impl TryFrom<Int> for Most {
    type Error = Invalid;

    fn try_from(number: Int) -> std::result::Result<Self, Invalid> {
        let number = usize::try_from(number.at_least(0)?).unwrap_or(usize::MAX);
        // None at all would be no answer.
        Ok(Self(if number == 0 { limits::DEVICES_PER_ANSWER } else { number.min(limits::DEVICES_PER_ANSWER) }))
    }
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// Whether there are more after these.
    pub has_more_data: bool,
    /// The devices.
    pub devices: Vec<Device>,
}

impl Action for List {
    type Dialect = ThingSpace;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/m2m/v1/devices/actions/list");
    const SUMMARY: &'static str = "The devices of which all is true that is said, a page at a time";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[
        Code::AccountNotFound,
        Code::NotFoundInDatabase,
        Code::ListContainsNonexistent,
        Code::AmbiguousDevice,
        Code::LimitTooBig,
    ];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        if let Some(name) = params.account_name.as_given() {
            ops::accounts::check_name(tx, by, name)?;
        }
        let named = params.named(tx, by)?;
        let filter = Filter::prepare(tx, by, params.said())?;
        let most = params.max_number_of_devices.as_given().map_or(limits::DEVICES_PER_ANSWER, |Most(most)| *most);
        let mut found: Vec<Tracker> = Vec::new();
        ops::trackers::visit(tx, by, params.order(), named.as_deref(), |tracker| {
            if filter.lets_through(&tracker) {
                found.push(tracker);
            }
            Ok(if found.len() > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        let has_more_data = found.len() > most;
        found.truncate(most);
        Ok(Output { has_more_data, devices: devices(tx, by, &found)? })
    }
}

impl Params {
    /// The devices that are named, if any are.
    fn named(&self, tx: &mut Tx<'_>, by: &AnyUser) -> Result<Option<Vec<TrackerId>>> {
        let one = self.device_id.as_given().map(|id| find_all(tx, by, std::slice::from_ref(id))).transpose()?;
        let several = self.device_list.as_given();
        let several = several.map(|Items(references)| find_referenced(tx, by, references)).transpose()?;
        Ok(match (one, several) {
            (Some(one), Some(several)) => Some(several.into_iter().filter(|id| one.contains(id)).collect()),
            (one, several) => one.or(several),
        })
    }

    fn order(&self) -> Visit {
        match self.largest_device_id_seen {
            Field::Given(DeviceIdSeen(id)) => Visit::After(id),
            _ => Visit::ByAge,
        }
    }

    fn said(&self) -> Said<'_> {
        let moment = |field: &Field<Instant>| field.as_given().map(|Instant(moment)| *moment);
        let filters = self.filter.as_given().and_then(|filters| filters.device_identifier_filters.0.as_ref());
        Said {
            group_name: self.group_name.as_given().map(String::as_str),
            current_state: self.current_state.as_given().map(String::as_str),
            service_plan: self.service_plan.as_given().map(String::as_str),
            custom_fields: self.custom_fields.as_given().map_or(&[], |BoundedList(fields)| fields),
            identifiers: filters.map_or(&[], |BoundedList(filters)| filters),
            earliest: moment(&self.earliest),
            latest: moment(&self.latest),
        }
    }
}

impl Taken for Most {
    fn taken(_: &mut Parts) -> Schema {
        Schema::lenient_integer(0..=i32::MAX, 100)
    }
}
