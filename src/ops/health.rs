//! Is the database whole?

use crate::access::Operator;
use crate::error::Result;
use crate::store::Tx;

/// Every problem found in the file, in words; none if it is whole.
///
/// # Errors
/// Only the database's.
pub fn problems(tx: &mut Tx<'_>, _by: Operator) -> Result<Vec<String>> {
    tx.problems()
}
