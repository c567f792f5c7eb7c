//! Nobody can act, and be written into the audit log, in another's name.

use std::sync::Arc;

use muster::access::{Actor, Acts, AnyUser, Origin};
use muster::domain::UserId;

fn forge(by: &AnyUser, other: UserId) -> Actor {
    Actor::new(by.scope(), other, Arc::new(Origin::default()))
}

fn main() {
    let _ = forge;
}
