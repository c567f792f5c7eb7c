//! A group's id cannot stand where a tracker's is wanted.

use muster::access::Master;
use muster::domain::{GroupChoice, GroupId};
use muster::error::Result;
use muster::ops;
use muster::store::Tx;

fn assign(tx: &mut Tx<'_>, by: &Master, group: GroupId) -> Result<()> {
    ops::groups::assign(tx, by, GroupChoice::Default, &[group])
}

fn main() {
    let _ = assign;
}
