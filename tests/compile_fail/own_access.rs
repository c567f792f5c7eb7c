//! A proof of one's own, which would let everybody in, cannot be an `Access`: the trait is sealed.

use muster::access::{Access, Caller, Requirement};
use muster::error::Result;

struct Everybody;

impl Access for Everybody {
    const REQUIRES: Requirement = Requirement::AnyUser;

    fn grant(_: &Caller) -> Result<Self> {
        Ok(Self)
    }
}

fn main() {}
