//! Applications: programs that may pass the gateway. What they see there is up to the user that logs in.

use jiff::{SignedDuration, Timestamp};

use crate::access::{Application, Operator};
use crate::domain::{ApplicationKey, ApplicationTitle, SecretHash};
use crate::error::{Code, Result};
use crate::limits;
pub use crate::store::applications::KnownApplication;
use crate::store::{Tx, applications};

/// Adds an application; its secret is told this once.
///
/// # Errors
/// 268 when there are as many as there may be.
pub fn add(tx: &mut Tx<'_>, _by: Operator, title: &ApplicationTitle) -> Result<(KnownApplication, SecretHash)> {
    if applications::list(tx)?.len() >= limits::APPLICATIONS {
        return Err(Code::OverQuota.into());
    }
    let (key, secret) = (ApplicationKey::of(&tx.fresh_secret()?), tx.fresh_secret()?);
    let application = KnownApplication { key, title: title.clone(), created: tx.now() };
    applications::insert(tx, &application, &secret.digest())?;
    Ok((application, secret))
}

/// All applications, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, _by: Operator) -> Result<Vec<KnownApplication>> {
    applications::list(tx)
}

/// Revokes an application, and with it its token.
///
/// # Errors
/// 201 when there is none with that key.
pub fn revoke(tx: &mut Tx<'_>, _by: Operator, key: &ApplicationKey) -> Result<()> {
    if applications::delete(tx, key)? { Ok(()) } else { Err(Code::NotFoundInDatabase.into()) }
}

/// The application's token, and how long it has still to live: the same for whoever asks, until it has expired.
///
/// # Errors
/// Only the database's.
pub fn token(tx: &mut Tx<'_>, by: &Application) -> Result<(SecretHash, SignedDuration)> {
    if let Some((token, expires)) = applications::token(tx, by.key())? {
        return Ok((token, left(tx, expires)));
    }
    let token = tx.fresh_secret()?;
    let expires = tx.now().checked_add(limits::APPLICATION_TOKEN).unwrap_or(Timestamp::MAX);
    applications::set_token(tx, by.key(), &token, expires)?;
    Ok((token, left(tx, expires)))
}

/// In whole seconds, as the store keeps moments: so it is one at least.
fn left(tx: &Tx<'_>, expires: Timestamp) -> SignedDuration {
    SignedDuration::from_secs(expires.as_second() - tx.now().as_second())
}

/// Ends the application's token. One that is not its own, or has ended already, is no error.
///
/// # Errors
/// Only the database's.
pub fn revoke_token(tx: &mut Tx<'_>, by: &Application, token: &SecretHash) -> Result<()> {
    applications::revoke_token(tx, by.key(), &token.digest())
}
