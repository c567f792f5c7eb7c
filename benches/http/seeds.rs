//! Which databases the rows use.

use crate::bench::Bench;
use crate::seed::Seed;
use crate::trouble::Result;

/// So many accounts of ten groups and ten trackers; then a hundred of one group, and a hundred of fifty.
pub fn accounts(bench: &Bench, accounts: i64) -> Result<Seed> {
    Seed::of(&format!("accounts-{accounts}"), &[(accounts, 10, 10), (100, 1, 0), (100, 50, 0)], &bench.folder)
}

/// A million of those accounts; where there is little time a tenth of that.
pub fn many_accounts(bench: &Bench) -> Result<Seed> {
    accounts(bench, if bench.quick { 100_000 } else { 1_000_000 })
}

/// A hundred accounts of a thousand trackers; then one of 50,000, one of 100,000, and one of none.
pub fn fleets(bench: &Bench) -> Result<Seed> {
    Seed::of("fleets", &[(100, 10, 1_000), (1, 10, 50_000), (1, 10, 100_000), (1, 0, 0)], &bench.folder)
}
