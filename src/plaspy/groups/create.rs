//! `POST /api/groups`: makes a group, and puts trackers in it.

use super::form::{GroupForm, Name};
use super::object::Group;
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::domain::Color;
use crate::error::{Code, Result};
use crate::ops;
use crate::ops::groups::NewGroup;
use crate::plaspy::form::Complete;
use crate::plaspy::{Groups, PathId, Plaspy};
use crate::store::Tx;

/// The action.
pub struct Create;

impl Action for Create {
    type Dialect = Plaspy<Groups>;
    type Access = Master;
    type Params = Complete<GroupForm>;
    type Output = Group;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/groups");
    const SUMMARY: &'static str = "Makes a group, and puts trackers in it";
    const STATUS: u16 = 201;
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] =
        &[Code::EntityAlreadyExists, Code::ListContainsNonexistent, Code::DeviceBlocked, Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Master, Complete(form): &Complete<GroupForm>) -> Result<Group> {
        let GroupForm { name, description, .. } = form.clone();
        let Name(title) = name.given().ok_or(Code::EmptyRequest)?;
        ops::groups::check_title(tx, by, &title, None)?;
        let new = NewGroup { title, color: Color::default(), description: description.given() };
        let group = ops::groups::create(tx, by, &new)?;
        ops::groups::place(tx, by, group.id.into(), &form.members())?;
        Group::find(tx, by, PathId(Some(group.id)))
    }
}
