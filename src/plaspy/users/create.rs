//! `POST /api/users`: adds a sub-user. Without a password nobody can log in as it until somebody gives it one.

use super::form::UserForm;
use super::object::User;
use crate::access::Master;
use crate::action::{Method, Prepared, Route};
use crate::app::App;
use crate::args::Field;
use crate::domain::Password;
use crate::error::{Code, Failure, Result};
use crate::ops;
use crate::plaspy::form::Complete;
use crate::plaspy::{Plaspy, Users};
use crate::store::Tx;

/// The action.
pub struct Create;

/// The password's hash. No `Debug`.
pub struct PasswordHash(String);

impl Prepared for Create {
    type Dialect = Plaspy<Users>;
    type Access = Master;
    type Params = Complete<UserForm>;
    type Groundwork = PasswordHash;
    type Output = User;
    const ROUTE: Route = Route::Rest(Method::Post, "/api/users");
    const SUMMARY: &'static str = "Adds a sub-user";
    const STATUS: u16 = 201;
    const FAILS: &'static [Code] = &[Code::LoginAlreadyInUse, Code::EntityNotFound, Code::OverQuota];

    async fn prepare(app: &App, _: &Master, Complete(form): &Complete<UserForm>) -> Result<PasswordHash> {
        let password = match &form.password {
            Field::Given(password) => password.clone(),
            _ => nobodys(app)?,
        };
        Ok(PasswordHash(app.hasher.hash(&password).await?))
    }

    fn run(
        tx: &mut Tx<'_>,
        by: &Master,
        Complete(form): &Complete<UserForm>,
        PasswordHash(hash): &PasswordHash,
    ) -> Result<User> {
        let form = form.new_user(tx, by)?;
        let id = ops::sub_users::register(tx, by, &form, hash)?;
        Ok(ops::sub_users::describe(tx, by, id)?.into())
    }
}

/// A password that nobody knows.
fn nobodys(app: &App) -> Result<Password> {
    let secret = app.store.read(|tx| tx.fresh_secret())?;
    secret.reveal().parse().map_err(|why| Failure::caused(Code::UnexpectedError, why))
}
