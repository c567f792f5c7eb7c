//! A proof of one's own, which would let everybody in, cannot be an `Access`: the trait is sealed.

use muster::access::{Access, Principal, Requirement, Scope};
use muster::error::Result;

struct Everybody {
    scope: Scope,
}

impl Access for Everybody {
    const REQUIRES: Requirement = Requirement::AnyUser;

    fn grant(_: &Principal) -> Result<Self> {
        unreachable!()
    }

    fn scope(&self) -> Scope {
        self.scope
    }
}

fn main() {}
