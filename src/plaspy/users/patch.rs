//! `PATCH /api/users/{id}`: changes a sub-user by a JSON patch.

use super::form::UserForm;
use super::object::User;
use super::replace;
use crate::access::Master;
use crate::action::{Method, Prepared, Route};
use crate::app::App;
use crate::domain::{Password, UserId};
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Plaspy, Users, patch};
use crate::store::Tx;

/// The action.
pub struct Patch;

/// Another password, if the patch makes one, with its hash. No `Debug`.
pub struct HashedPassword(Option<(Password, String)>);

impl Prepared for Patch {
    type Dialect = Plaspy<Users>;
    type Access = Master;
    type Params = patch::Params<UserId, UserForm>;
    type Groundwork = HashedPassword;
    type Output = User;
    const ROUTE: Route = Route::Rest(Method::Patch, "/api/users/{id}");
    const SUMMARY: &'static str = "Changes a sub-user by a JSON patch";
    const FAILS: &'static [Code] = &[
        Code::NotFoundInDatabase,
        Code::LoginAlreadyInUse,
        Code::EntityNotFound,
        Code::InvalidPatch,
        Code::PatchTestFailed,
    ];

    async fn prepare(app: &App, by: &Master, params: &Self::Params) -> Result<HashedPassword> {
        let (_, form) = app.store.read(|tx| read(tx, by, params))?;
        let Some(password) = form.password.given() else { return Ok(HashedPassword(None)) };
        let hash = app.hasher.hash(&password).await?;
        Ok(HashedPassword(Some((password, hash))))
    }

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Self::Params, hashed: &HashedPassword) -> Result<User> {
        let (id, form) = read(tx, by, params)?;
        let (hashed, hash) = hashed.0.as_ref().map(|(password, hash)| (password.clone(), hash.as_str())).unzip();
        // A patch may copy a password from a field that somebody has changed since it was hashed.
        if form.password.clone().given() != hashed {
            return Err(Code::PatchTestFailed.into());
        }
        replace::write(tx, by, id, &form, hash)
    }
}

/// What the patch makes of the user as it is now.
fn read(tx: &mut Tx<'_>, by: &Master, params: &patch::Params<UserId, UserForm>) -> Result<(UserId, UserForm)> {
    let id = params.id.0.ok_or(Code::NotFoundInDatabase)?;
    let shown: User = ops::sub_users::describe(tx, by, id)?.into();
    Ok((id, patch::apply(&shown, &params.operations)?))
}
