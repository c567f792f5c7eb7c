//! Statements on applications: programs that may pass the gateway. They belong to no account.

use jiff::Timestamp;
use rand::rngs::SysRng;

use super::Tx;
use super::columns::Seconds;
use super::generations::Whose;
use crate::domain::{ApplicationKey, ApplicationTitle, Digest, SecretHash};
use crate::error::Result;

/// An application, but for its secret.
#[derive(Debug, Clone)]
pub struct KnownApplication {
    /// What it calls itself by.
    pub key: ApplicationKey,
    /// What the operator calls it.
    pub title: ApplicationTitle,
    /// When it was made.
    pub created: Timestamp,
}

/// Whether there is an application with that token, and the token has not expired.
pub(crate) fn knows_token(tx: &Tx<'_>, token: &Digest) -> Result<bool> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM applications WHERE token_digest = ?1 AND token_expires_at > ?2)",
        (token, Seconds(tx.now())),
        |row| row.get(0),
    )
}

/// Whether there is an application with that key and that secret.
pub(crate) fn is_secret_of(tx: &Tx<'_>, key: &ApplicationKey, secret: &Digest) -> Result<bool> {
    tx.one("SELECT EXISTS (SELECT 1 FROM applications WHERE key = ?1 AND secret_digest = ?2)", (key, secret), |row| {
        row.get(0)
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, application: &KnownApplication, secret: &Digest) -> Result<()> {
    tx.execute(
        Whose::Nobodys,
        "INSERT INTO applications (key, title, secret_digest, created_at) VALUES (?1, ?2, ?3, ?4)",
        (&application.key, &application.title, secret, Seconds(application.created)),
    )?;
    Ok(())
}

/// All of them, the oldest first.
pub(crate) fn list(tx: &Tx<'_>) -> Result<Vec<KnownApplication>> {
    tx.all("SELECT key, title, created_at FROM applications ORDER BY created_at, key", (), |row| {
        let Seconds(created) = row.get(2)?;
        Ok(KnownApplication { key: row.get(0)?, title: row.get(1)?, created })
    })
}

/// Whether there was one to delete.
pub(crate) fn delete(tx: &mut Tx<'_>, key: &ApplicationKey) -> Result<bool> {
    Ok(tx.execute(Whose::Nobodys, "DELETE FROM applications WHERE key = ?1", [key])? > 0)
}

/// The application's token, if it has one that has not expired, and when it will.
pub(crate) fn token(tx: &Tx<'_>, key: &ApplicationKey) -> Result<Option<(SecretHash, Timestamp)>> {
    let sealed = tx.first(
        "SELECT token_sealed, token_expires_at FROM applications
         WHERE key = ?1 AND token_sealed IS NOT NULL AND token_expires_at > ?2",
        (key, Seconds(tx.now())),
        |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)),
    )?;
    let Some((sealed, Seconds(expires))) = sealed else { return Ok(None) };
    // One that does not open with the key file that is there cannot be told again: another takes its place.
    Ok(tx.keyring()?.unseal(&sealed, key.as_str().as_bytes()).map(|token| (token, expires)))
}

/// Gives the application a token, in the place of one that it may have.
pub(crate) fn set_token(tx: &mut Tx<'_>, key: &ApplicationKey, token: &SecretHash, expires: Timestamp) -> Result<()> {
    let sealed = tx.keyring()?.seal(token, key.as_str().as_bytes(), &mut SysRng)?;
    tx.execute(
        Whose::Nobodys,
        "UPDATE applications SET token_digest = ?2, token_sealed = ?3, token_expires_at = ?4 WHERE key = ?1",
        (key, &token.digest(), sealed, Seconds(expires)),
    )?;
    Ok(())
}

/// Takes a token away from the application, if it is its own.
pub(crate) fn revoke_token(tx: &mut Tx<'_>, key: &ApplicationKey, token: &Digest) -> Result<()> {
    tx.execute(
        Whose::Nobodys,
        "UPDATE applications SET token_digest = NULL, token_sealed = NULL, token_expires_at = NULL
         WHERE key = ?1 AND token_digest = ?2",
        (key, token),
    )?;
    Ok(())
}
