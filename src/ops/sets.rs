//! Lists of ids as what they mean: sets.

/// The ids without repetitions, sorted.
pub(super) fn as_set<Id: Ord + Copy>(ids: &[Id]) -> Vec<Id> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}
