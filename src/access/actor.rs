//! Who does something, and from where: what the audit log keeps of it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use super::sealed::MadeHere;
use super::{Acts, Operator, Scope};
use crate::domain::{AccountId, UserId};

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The caller's address; `None` at the command line.
    pub address: Option<IpAddr>,
    /// What the caller says of itself, cut short if it says much.
    pub user_agent: Option<String>,
}

impl Origin {
    /// How much is kept of what a caller says of itself, in characters.
    pub const USER_AGENT_CHARS: usize = 255;

    /// A request from that address, by that program.
    pub fn new(address: IpAddr, user_agent: Option<&str>) -> Self {
        let user_agent = user_agent.map(|text| text.chars().take(Self::USER_AGENT_CHARS).collect());
        Self { address: Some(address.to_canonical()), user_agent }
    }

    /// The address to count tries by; all that have none are counted as one.
    pub fn counted_address(&self) -> IpAddr {
        self.address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }
}

/// A user who does something, or the operator in the owner's place.
#[derive(Debug, Clone)]
pub struct Actor {
    scope: Scope,
    user: UserId,
    origin: Arc<Origin>,
}

impl Actor {
    pub(super) fn new(scope: Scope, user: UserId, origin: Arc<Origin>) -> Self {
        Self { scope, user, origin }
    }

    /// The operator, in the place of an account's owner.
    pub fn operator(by: Operator, account: AccountId) -> Self {
        Self::new(Scope::as_operator(by, account), account.owner(), Arc::default())
    }

    /// Which user it is.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Which sub-user it is; `None` for the owner.
    pub fn sub_user(&self) -> Option<UserId> {
        (self.scope.account.owner() != self.user).then_some(self.user)
    }

    /// Where it acts from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl MadeHere for Actor {}

impl Acts for Actor {
    fn actor(&self) -> &Self {
        self
    }

    fn scope(&self) -> Scope {
        self.scope
    }
}
