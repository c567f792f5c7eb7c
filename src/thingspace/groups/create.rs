//! `POST /groups`: makes a group, and puts devices in it.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::args::{ArgErrors, Field, List};
use crate::domain::{Color, Description, GroupTitle};
use crate::error::{Code, Result};
use crate::ops;
use crate::ops::groups::NewGroup;
use crate::schema::Taken;
use crate::store::Tx;
use crate::thingspace::device_id::find_all;
use crate::thingspace::{DeviceId, Done, ThingSpace};

/// The action.
pub struct Create;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase)]
pub struct Params {
    /// The account's name.
    #[taken(example = "0000000001-00001")]
    pub account_name: String,
    /// The group's name.
    pub group_name: GroupTitle,
    /// What it is for.
    #[deserr(default)]
    pub group_description: Field<Description>,
    /// The devices that are to stand in it.
    #[deserr(default)]
    pub devices_to_add: Field<List<DeviceId>>,
}

impl Action for Create {
    type Dialect = ThingSpace;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/m2m/v1/groups");
    const SUMMARY: &'static str = "Makes a group, and puts devices in it";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[
        Code::AccountNotFound,
        Code::EntityAlreadyExists,
        Code::ListContainsNonexistent,
        Code::AmbiguousDevice,
        Code::DeviceBlocked,
        Code::LimitTooBig,
        Code::OverQuota,
    ];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::accounts::check_name(tx, by, &params.account_name)?;
        ops::groups::check_title(tx, by, &params.group_name, None)?;
        let devices = params.devices_to_add.clone().given().map_or_else(Vec::new, |List(devices)| devices);
        let devices = find_all(tx, by, &devices)?;
        let group = ops::groups::create(
            tx,
            by,
            &NewGroup {
                title: params.group_name.clone(),
                color: Color::default(),
                description: params.group_description.clone().given(),
            },
        )?;
        ops::groups::place(tx, by, group.id.into(), &devices)?;
        Ok(Done::default())
    }
}
