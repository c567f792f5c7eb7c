//! `PUT /groups/{aname}/name/{gname}`: renames or describes a group, puts devices in it and takes others out.

use deserr::Deserr;

use super::named::Named;
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::args::{ArgErrors, Field, List};
use crate::domain::{Description, GroupChoice, GroupTitle, Invalid, TrackerId};
use crate::error::{Code, Failure, Result};
use crate::ops;
use crate::ops::groups::{GroupChange, TrackerGroup};
use crate::schema::Taken;
use crate::store::Tx;
use crate::thingspace::device_id::find_all;
use crate::thingspace::{DeviceId, Done, ThingSpace};

/// The action.
pub struct Update;

/// What it takes. What is absent or null stays as it is.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase)]
pub struct Params {
    /// The account's name.
    #[taken(example = "0000000001-00001")]
    pub aname: String,
    /// The group's name.
    #[taken(example = "Main office")]
    pub gname: String,
    /// Another name.
    #[deserr(default)]
    pub new_group_name: Field<GroupTitle>,
    /// Another description.
    #[deserr(default)]
    pub new_group_description: Field<Description>,
    /// Devices that leave their groups for this one.
    #[deserr(default)]
    pub devices_to_add: Field<List<DeviceId>>,
    /// Devices that leave this group for the default one.
    #[deserr(default)]
    pub devices_to_remove: Field<List<DeviceId>>,
}

impl Action for Update {
    type Dialect = ThingSpace;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rest(Method::Put, "/api/m2m/v1/groups/{aname}/name/{gname}");
    const SUMMARY: &'static str = "Renames or describes a group, puts devices in it and takes others out";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[
        Code::AccountNotFound,
        Code::NotFoundInDatabase,
        Code::EntityAlreadyExists,
        Code::DefaultGroupIsFixed,
        Code::ListContainsNonexistent,
        Code::AmbiguousDevice,
        Code::DeviceBlocked,
        Code::LimitTooBig,
    ];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::accounts::check_name(tx, by, &params.aname)?;
        let group = Named::find(tx, by, &params.gname)?;
        let named_in = |field: &Field<List<DeviceId>>| field.clone().given().map_or_else(Vec::new, |List(ids)| ids);
        let added = find_all(tx, by, &named_in(&params.devices_to_add))?;
        let removed = find_all(tx, by, &named_in(&params.devices_to_remove))?;
        if removed.iter().any(|device| added.contains(device)) {
            return Err(Failure::invalid_parameter(
                "devicesToRemove.id",
                Invalid::because("names a device that is to be added too"),
            ));
        }
        match group {
            Named::Default => empty_into_default(tx, by, params, &added)?,
            Named::Group(group) => {
                describe(tx, by, params, &group)?;
                ops::groups::place(tx, by, group.id.into(), &added)?;
                ops::groups::take_out(tx, by, group.id, &removed)?;
            }
        }
        Ok(Done::default())
    }
}

/// The default group keeps name and description; devices that are put in it leave their groups.
fn empty_into_default(tx: &mut Tx<'_>, by: &Master, params: &Params, added: &[TrackerId]) -> Result<()> {
    if params.new_group_name.is_given() || params.new_group_description.is_given() {
        return Err(Code::DefaultGroupIsFixed.into());
    }
    ops::groups::place(tx, by, GroupChoice::Default, added)
}

fn describe(tx: &mut Tx<'_>, by: &Master, params: &Params, group: &TrackerGroup) -> Result<()> {
    // Its own name is no other's, whoever else may have it.
    let title = params.new_group_name.clone().given().filter(|title| *title != group.title);
    let description = params.new_group_description.clone().given().map(Some);
    if let Some(title) = &title {
        ops::groups::check_title(tx, by, title, Some(group.id))?;
    }
    ops::groups::update(tx, by, group.id.into(), &GroupChange { title, color: None, description })
}
