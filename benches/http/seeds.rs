//! Which databases the rows use.

use crate::bench::Bench;
use crate::seed::Seed;
use crate::trouble::Result;

/// So many accounts of ten groups and ten trackers; then a hundred of one group, and a hundred of fifty.
pub fn accounts(bench: &Bench, accounts: i64) -> Result<Seed> {
    Seed::of(&format!("accounts-{accounts}"), &[(accounts, 10, 10), (100, 1, 0), (100, 50, 0)], &bench.folder)
}
