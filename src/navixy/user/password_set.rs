//! `user/password/set`: gives the caller another password.

use deserr::Deserr;

use crate::access::{Acts, AnyUser, BySession};
use crate::action::{Prepared, Route};
use crate::app::App;
use crate::args::ArgErrors;
use crate::domain::{Password, StrongPassword};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops::passwords::{self, Passwords};
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct SetPassword;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The password in force.
    pub old_password: Password,
    /// The one to be.
    pub new_password: StrongPassword,
}

/// The hash that the old password was verified against, and that of the new one.
pub struct Hashes {
    verified: String,
    new: String,
}

impl Prepared for SetPassword {
    type Dialect = Navixy;
    type Access = BySession<AnyUser>;
    type Params = Params;
    type Groundwork = Hashes;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("user/password/set");
    const SUMMARY: &'static str = "Gives the caller another password";
    const FAILS: &'static [Code] = &[
        Code::LoginAttemptsLimitExceeded,
        Code::NewPasswordMustDiffer,
        Code::WrongPassword,
        Code::PasswordRecentlyUsed,
    ];

    async fn prepare(app: &App, by: &Self::Access, params: &Params) -> Result<Hashes> {
        let new = params.new_password.password();
        let Passwords { login, current, former } = app.store.read(|tx| passwords::of_caller(tx, by))?;
        let address = by.actor().origin().counted_address();
        // Who has found an open session must not find out its password by trying, either.
        let attempt = app.guesses.begin(address, login.as_str(), app.store.now()).await?;
        let right = app.hasher.matches(&params.old_password, &current).await;
        let right = right.map(|right| right.then_some(()));
        attempt.settle(right, Code::WrongPassword).await?;
        if *new == params.old_password {
            return Err(Code::NewPasswordMustDiffer.into());
        }
        for hash in &former {
            if app.hasher.matches(new, hash).await? {
                return Err(Code::PasswordRecentlyUsed.into());
            }
        }
        Ok(Hashes { verified: current, new: app.hasher.hash(new).await? })
    }

    fn run(tx: &mut Tx<'_>, by: &Self::Access, _: &Params, hashes: &Hashes) -> Result<Done> {
        passwords::change(tx, by, &hashes.verified, &hashes.new)?;
        Ok(Done {})
    }
}
