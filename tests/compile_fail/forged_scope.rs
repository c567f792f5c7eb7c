//! A scope cannot be made by naming an account: only authorisation, or the operator, gives one.

use muster::access::Scope;
use muster::domain::AccountId;

fn forge(account: AccountId) -> Scope {
    Scope { account }
}

fn main() {
    let _ = forge;
}
