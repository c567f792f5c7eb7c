//! The proofs: what an action that lists one in its `Access` can be sure of.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::principal::Standing;
use super::sealed::MadeHere;
use super::{Access, Actor, Acts, Caller, Credential, Operator, Origin, Requirement, RightType};
use crate::domain::{AccountId, Digest, Right, RightSet, SecretHash, UserId};
use crate::error::{Code, Failure, Result};

/// Proof of nothing: whoever asks.
#[derive(Debug)]
pub struct Public {
    origin: Arc<Origin>,
}

impl Public {
    /// Where the request comes from.
    pub fn origin(&self) -> &Arc<Origin> {
        &self.origin
    }
}

impl Access for Public {
    const REQUIRES: Requirement = Requirement::Nothing;

    fn grant(caller: &Caller) -> Result<Self> {
        Ok(Self { origin: Arc::clone(&caller.origin) })
    }
}

/// Proof of being some user of an account.
#[derive(Debug)]
pub struct AnyUser {
    actor: Actor,
    standing: Standing,
}

impl AnyUser {
    /// Which user.
    pub fn user(&self) -> UserId {
        self.actor.user()
    }

    /// The proof of being the master user, for things that only it may do among others that anybody may.
    ///
    /// # Errors
    /// 13 for a sub-user.
    pub fn master(&self) -> Result<Master> {
        match self.standing {
            Standing::Master => Ok(Master { actor: self.actor.clone() }),
            Standing::SubUser(_) => Err(Failure::from(Code::OperationNotPermitted)),
        }
    }

    /// The rights of a sub-user; `None` for the master user, who has them all.
    pub fn sub_user_rights(&self) -> Option<RightSet> {
        match self.standing {
            Standing::Master => None,
            Standing::SubUser(rights) => Some(rights),
        }
    }
}

impl Acts for AnyUser {
    fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl Access for AnyUser {
    const REQUIRES: Requirement = Requirement::AnyUser;

    fn grant(caller: &Caller) -> Result<Self> {
        Ok(Self { actor: caller.actor()?, standing: caller.principal()?.standing })
    }
}

/// Proof of being the master user, or an API key, which acts as one.
#[derive(Debug)]
pub struct Master {
    actor: Actor,
}

impl Master {
    /// The operator acting for an account's owner.
    pub fn by_operator(by: Operator, account: AccountId) -> Self {
        Self { actor: Actor::operator(by, account) }
    }
}

impl Acts for Master {
    fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl Access for Master {
    const REQUIRES: Requirement = Requirement::Master;

    fn grant(caller: &Caller) -> Result<Self> {
        AnyUser::grant(caller)?.master()
    }
}

/// Proof of holding a right: as the master user, or through a security group.
#[derive(Debug)]
pub struct Holding<R> {
    actor: Actor,
    right: PhantomData<R>,
}

impl<R: RightType> Acts for Holding<R> {
    fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl<R: RightType> Access for Holding<R> {
    const REQUIRES: Requirement = Requirement::Right(R::RIGHT);

    fn grant(caller: &Caller) -> Result<Self> {
        if !caller.principal()?.holds(R::RIGHT) {
            return Err(Code::OperationNotPermitted.into());
        }
        Ok(Self { actor: caller.actor()?, right: PhantomData })
    }
}

/// Proof of all that `P` proves, shown by a session and not by an API key.
#[derive(Debug)]
pub struct BySession<P> {
    proof: P,
    session: Credential,
}

impl<P> BySession<P> {
    /// The session.
    pub fn session(&self) -> &Digest {
        self.session.digest()
    }

    /// The session's hash, to answer its own caller with.
    pub fn hash(&self) -> SecretHash {
        self.session.secret()
    }
}

impl<P> Deref for BySession<P> {
    type Target = P;

    fn deref(&self) -> &P {
        &self.proof
    }
}

impl<P: Access> Access for BySession<P> {
    const REQUIRES: Requirement = P::REQUIRES;
    const BY_SESSION: bool = true;

    fn grant(caller: &Caller) -> Result<Self> {
        let session = caller.principal()?.session.ok_or(Code::SessionEnded)?;
        Ok(Self { proof: P::grant(caller)?, session })
    }
}

macro_rules! right_types {
    ($($(#[$doc:meta])* $right:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $right;

        impl MadeHere for $right {}

        impl RightType for $right {
            const RIGHT: Right = Right::$right;
        }
    )*};
}

right_types! {
    /// The right `tracker_update`: rename trackers, move them by their settings, and put tags on them.
    TrackerUpdate,
    /// The right `tracker_register`: add trackers, and give them up for good.
    TrackerRegister,
    /// The right `tag_update`: make, change and delete tags.
    TagUpdate,
}

impl MadeHere for Public {}
impl MadeHere for AnyUser {}
impl MadeHere for Master {}
impl<R> MadeHere for Holding<R> {}
impl<P> MadeHere for BySession<P> {}
