//! `PATCH /api/groups/{id}`: changes a group by a JSON patch.

use super::form::GroupForm;
use super::object::Group;
use crate::access::Master;
use crate::action::{Method, Prepared, Route};
use crate::app::App;
use crate::domain::GroupId;
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Groups, Plaspy, patch};
use crate::store::Tx;

/// The action.
pub struct Patch;

impl Prepared for Patch {
    type Dialect = Plaspy<Groups>;
    type Access = Master;
    type Params = patch::Params<GroupId, GroupForm>;
    type Groundwork = ();
    type Output = Group;
    const ROUTE: Route = Route::Rest(Method::Patch, "/api/groups/{id}");
    const SUMMARY: &'static str = "Changes a group by a JSON patch";
    const FAILS: &'static [Code] = &[
        Code::NotFoundInDatabase,
        Code::EntityAlreadyExists,
        Code::ListContainsNonexistent,
        Code::DeviceBlocked,
        Code::InvalidPatch,
        Code::PatchTestFailed,
    ];

    /// Refuses a patch that comes to nothing good without troubling the writer.
    async fn prepare(app: &App, by: &Master, params: &Self::Params) -> Result<()> {
        app.store.read(|tx| read(tx, by, params).map(drop))
    }

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Self::Params, (): &()) -> Result<Group> {
        let form = read(tx, by, params)?;
        let group = ops::groups::find_seen(tx, by, params.id.0)?;
        form.write(tx, by, &group)?;
        Group::find(tx, by, params.id)
    }
}

/// What the patch makes of the group as it is now.
fn read(tx: &mut Tx<'_>, by: &Master, params: &patch::Params<GroupId, GroupForm>) -> Result<GroupForm> {
    let shown = Group::find(tx, by, params.id)?;
    patch::apply(&shown, &params.operations)
}
