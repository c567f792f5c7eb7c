//! `PUT /devices/actions/customFields`: notes something of devices in the account's own fields. It is done at once; the
//! id that is answered is only one to speak of it by.

use std::ops::ControlFlow;

use deserr::{Deserr, ValuePointerRef};
use serde::Serialize;

use super::CustomFields;
use super::filter::{Filter, Said};
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::args::{ArgErrors, BadField, BoundedList, Field, List};
use crate::domain::{Guid, TrackerId};
use crate::error::{Code, Result};
use crate::ops;
use crate::ops::trackers::Visit;
use crate::schema::{Shown, Taken};
use crate::store::Tx;
use crate::thingspace::device_id::find_referenced;
use crate::thingspace::{DeviceReference, ThingSpace};

/// The action.
pub struct UpdateCustomFields;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase, validate = means_devices -> BadField)]
pub struct Params {
    /// The account's name.
    #[deserr(default)]
    #[taken(example = "0000000001-00001")]
    pub account_name: Field<String>,
    /// What is to be noted.
    pub custom_fields_to_update: CustomFields,
    /// Of these devices,
    #[deserr(default)]
    pub devices: Field<List<DeviceReference>>,
    /// or of those in this group
    #[deserr(default)]
    #[taken(example = "Main office")]
    pub group_name: Field<String>,
    /// that have this line,
    #[deserr(default)]
    pub service_plan: Field<String>,
    /// and of which this is noted already.
    #[deserr(default)]
    pub custom_fields: Field<CustomFields>,
}

/// Without a word about which devices are meant, none are; an empty list is no word.
fn means_devices(params: Params, _: ValuePointerRef<'_>) -> std::result::Result<Params, BadField> {
    let said = params.devices.as_given().is_some_and(|List(devices)| !devices.is_empty())
        || params.group_name.is_given()
        || params.service_plan.is_given()
        || params.custom_fields.as_given().is_some_and(|BoundedList(fields)| !fields.is_empty());
    if said { Ok(params) } else { Err(BadField::missing("devices")) }
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// An id to speak of the request by.
    pub request_id: Guid,
}

impl Action for UpdateCustomFields {
    type Dialect = ThingSpace;
    type Access = Master;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Put, "/api/m2m/v1/devices/actions/customFields");
    const SUMMARY: &'static str = "Notes something of devices in the account's own fields";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[
        Code::AccountNotFound,
        Code::NotFoundInDatabase,
        Code::ListContainsNonexistent,
        Code::AmbiguousDevice,
        Code::LimitTooBig,
    ];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Output> {
        if let Some(name) = params.account_name.as_given() {
            ops::accounts::check_name(tx, by, name)?;
        }
        let devices = params.meant(tx, by)?;
        let BoundedList(fields) = &params.custom_fields_to_update;
        let fields = fields.iter().map(|field| (field.key, field.value.clone())).collect();
        ops::devices::set_custom_fields(tx, by, &devices, &fields)?;
        Ok(Output { request_id: Guid(tx.fresh_secret()?) })
    }
}

impl Params {
    /// The devices that are meant.
    fn meant(&self, tx: &mut Tx<'_>, by: &Master) -> Result<Vec<TrackerId>> {
        let named = self.devices.as_given().map(|List(references)| find_referenced(tx, by, references)).transpose()?;
        let filter = Filter::prepare(tx, by, self.said())?;
        let mut meant = Vec::new();
        ops::trackers::visit(tx, by, Visit::After(0), named.as_deref(), |tracker| {
            if filter.lets_through(&tracker) {
                meant.push(tracker.id);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(meant)
    }

    fn said(&self) -> Said<'_> {
        Said {
            group_name: self.group_name.as_given().map(String::as_str),
            service_plan: self.service_plan.as_given().map(String::as_str),
            custom_fields: self.custom_fields.as_given().map_or(&[], |BoundedList(fields)| fields),
            ..Said::default()
        }
    }
}
