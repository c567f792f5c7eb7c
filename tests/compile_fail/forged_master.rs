//! The proof of being the master user cannot be made from a scope, which every user of the account gives.

use muster::access::{Access, AnyUser, Master};

fn forge(by: &AnyUser) -> Master {
    Master { scope: by.scope() }
}

fn main() {
    let _ = forge;
}
