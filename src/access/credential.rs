//! What requests show: a credential of somebody, and, where there is a gate, what opens it.

use std::sync::Arc;

use super::sealed::MadeHere;
use super::{Actor, Acts, Origin, Principal, Scope};
use crate::domain::{ApplicationKey, Digest, Guid, Login, SecretHash};
use crate::error::{Code, Result};
use crate::store::sessions::Bearer;
use crate::store::{Tx, api_keys, applications, idle_sessions, key_tokens, sessions};

/// What a caller shows. What is looked up, counted and compared is its digest; the secret itself goes only to the one
/// action that answers with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    kind: Kind,
    secret: SecretHash,
    digest: Digest,
}

/// Which kind, for one does not pass for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A session hash or an owner's API key.
    Hash,
    /// A token that an API key was exchanged for.
    KeyToken,
    /// The token of a session that ends when it is idle.
    IdleSession,
}

impl Credential {
    /// A session hash or an API key: 32 hex digits.
    ///
    /// # Errors
    /// 3 when the text is anything else.
    pub fn hash(text: &str) -> std::result::Result<Self, Code> {
        text.parse().map(|secret| Self::new(Kind::Hash, secret)).map_err(|_| Code::WrongHash)
    }

    /// A token that an API key was exchanged for: 32 hex digits.
    ///
    /// # Errors
    /// 3 when the text is anything else.
    pub fn key_token(text: &str) -> std::result::Result<Self, Code> {
        text.parse().map(|secret| Self::new(Kind::KeyToken, secret)).map_err(|_| Code::WrongHash)
    }

    /// The token of a session that ends when it is idle: a GUID.
    ///
    /// # Errors
    /// `UnknownSessionToken` when the text is anything else.
    pub fn idle_session(text: &str) -> std::result::Result<Self, Code> {
        let guid = text.parse().map_err(|_| Code::UnknownSessionToken);
        guid.map(|Guid(secret)| Self::new(Kind::IdleSession, secret))
    }

    fn new(kind: Kind, secret: SecretHash) -> Self {
        Self { kind, secret, digest: secret.digest() }
    }

    /// What it is looked up by.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    pub(super) fn secret(&self) -> SecretHash {
        self.secret
    }

    /// Who shows it.
    ///
    /// # Errors
    /// 4 when it has ended, or is unknown (`UnknownSessionToken` if that can be told apart); 275 when the account's
    /// owner is disabled.
    pub fn authenticate(&self, tx: &Tx<'_>) -> Result<Principal> {
        let (bearer, session) = match self.kind {
            Kind::Hash => self.bearer_of_hash(tx)?,
            Kind::KeyToken => (key_tokens::bearer(tx, &self.digest)?.ok_or(Code::SessionEnded)?, None),
            Kind::IdleSession => (idle_sessions::bearer(tx, &self.digest)?, Some(*self)),
        };
        if bearer.owner_disabled {
            return Err(Code::UserBlocked.into());
        }
        Principal::of(tx, &bearer, session)
    }

    fn bearer_of_hash(&self, tx: &Tx<'_>) -> Result<(Bearer, Option<Self>)> {
        match sessions::bearer(tx, &self.digest)? {
            Some(bearer) => Ok((bearer, Some(*self))),
            None => Ok((api_keys::bearer(tx, &self.digest)?.ok_or(Code::SessionEnded)?, None)),
        }
    }
}

/// What stands before the credential: who does not pass it, is not asked for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Nothing does.
    Open,
    /// This application's token must be good.
    Bearer(Digest),
}

impl Gate {
    /// A gate that this token must open.
    ///
    /// # Errors
    /// `WrongBearer` when it is none that anybody could have.
    pub fn bearer(token: &str) -> Result<Self> {
        token.parse().map(|token: SecretHash| Self::Bearer(token.digest())).map_err(|_| Code::WrongBearer.into())
    }

    /// Passes the gate.
    ///
    /// # Errors
    /// `WrongBearer` when the token is unknown, has expired, or was revoked.
    pub fn pass(&self, tx: &Tx<'_>) -> Result<()> {
        match self {
            Self::Open => Ok(()),
            Self::Bearer(token) if applications::knows_token(tx, token)? => Ok(()),
            Self::Bearer(_) => Err(Code::WrongBearer.into()),
        }
    }
}

/// Proof of being an application: it has shown its key and its secret.
#[derive(Debug, Clone)]
pub struct Application {
    key: ApplicationKey,
}

impl Application {
    /// The application with that key and secret.
    ///
    /// # Errors
    /// `WrongClientCredentials` when there is none.
    pub fn authenticate(tx: &Tx<'_>, key: &ApplicationKey, secret: &SecretHash) -> Result<Self> {
        if applications::is_secret_of(tx, key, &secret.digest())? {
            return Ok(Self { key: key.clone() });
        }
        Err(Code::WrongClientCredentials.into())
    }

    /// Its key.
    pub fn key(&self) -> &ApplicationKey {
        &self.key
    }
}

/// Proof of having shown an API key, and the login of the user whose key it is.
#[derive(Debug)]
pub struct KeyHolder {
    actor: Actor,
    key: Digest,
}

impl KeyHolder {
    /// The holder of a key.
    ///
    /// # Errors
    /// 102 when the key is nobody's or another user's, or its user may not log in.
    pub fn authenticate(tx: &Tx<'_>, login: &Login, key: &SecretHash, origin: &Arc<Origin>) -> Result<Self> {
        let key = key.digest();
        let (account, user) = api_keys::user_of(tx, &key, login)?.ok_or(Code::WrongLoginOrPassword)?;
        Ok(Self { actor: Actor::new(Scope { account }, user, Arc::clone(origin)), key })
    }

    /// What the key is looked up by.
    pub fn key(&self) -> &Digest {
        &self.key
    }
}

impl MadeHere for KeyHolder {}

impl Acts for KeyHolder {
    fn actor(&self) -> &Actor {
        &self.actor
    }
}
