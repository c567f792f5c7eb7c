//! The proof of being the master user cannot be made from who acts, which every user of the account is.

use muster::access::{Acts, AnyUser, Master};

fn forge(by: &AnyUser) -> Master {
    Master { actor: by.actor().clone() }
}

fn main() {
    let _ = forge;
}
