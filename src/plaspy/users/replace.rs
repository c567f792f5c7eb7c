//! `PUT /api/users/{id}`: says anew who a sub-user is. What is left out stays as it is; null empties.

use super::form::UserForm;
use super::object::User;
use crate::access::Master;
use crate::action::{Method, Prepared, Route};
use crate::app::App;
use crate::args::{Field, Identified};
use crate::domain::UserId;
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::form::Complete;
use crate::plaspy::{PathId, Plaspy, Users};
use crate::store::Tx;

/// The action.
pub struct Replace;

/// The hash of another password, if one was given. No `Debug`.
pub struct PasswordHash(Option<String>);

impl Prepared for Replace {
    type Dialect = Plaspy<Users>;
    type Access = Master;
    type Params = Identified<PathId<UserId>, Complete<UserForm>>;
    type Groundwork = PasswordHash;
    type Output = User;
    const ROUTE: Route = Route::Rest(Method::Put, "/api/users/{id}");
    const SUMMARY: &'static str = "Says anew who a sub-user is";
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::LoginAlreadyInUse, Code::EntityNotFound];

    async fn prepare(app: &App, _: &Master, params: &Self::Params) -> Result<PasswordHash> {
        let Complete(form) = &params.form;
        match &form.password {
            Field::Given(password) => Ok(PasswordHash(Some(app.hasher.hash(password).await?))),
            _ => Ok(PasswordHash(None)),
        }
    }

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Self::Params, hash: &PasswordHash) -> Result<User> {
        let id = params.id.0.ok_or(Code::NotFoundInDatabase)?;
        let Complete(form) = &params.form;
        write(tx, by, id, form, hash.0.as_deref())
    }
}

/// Makes the user what the form says, and shows it.
pub(super) fn write(tx: &mut Tx<'_>, by: &Master, id: UserId, form: &UserForm, hash: Option<&str>) -> Result<User> {
    let before = ops::sub_users::describe(tx, by, id)?;
    let form = form.changed_user(tx, by, &before)?;
    ops::sub_users::update(tx, by, id, &form)?;
    if let Some(hash) = hash {
        ops::passwords::set_for_sub_user(tx, by, id, hash)?;
    }
    Ok(ops::sub_users::describe(tx, by, id)?.into())
}
