//! An action that asks for no credential has no account that it could touch.

use muster::access::{Acts, Public, Scope};

fn scope(by: &Public) -> Scope {
    by.scope()
}

fn main() {
    let _ = scope;
}
