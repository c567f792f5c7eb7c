//! Reads: let in and carried out in one read transaction.

use std::sync::Arc;

use super::door::Knock;
use super::{Action, Executed};
use crate::access::Principal;
use crate::app::App;
use crate::args::RawArgs;
use crate::error::Result;
use crate::store::Tx;

/// Lets the caller in and reads, and tells who it was. The answer is written here too, so that a long one does not hold a
/// worker up.
pub(super) fn read<A: Action>(
    app: &App,
    tx: &mut Tx<'_>,
    knock: &Knock,
    params: impl FnOnce() -> Result<A::Params>,
) -> (Option<Principal>, Executed) {
    let (known, admitted) = knock.admit::<A::Access, _>(app, tx, params);
    let output = admitted.and_then(|(by, params)| A::run(tx, &by, &params));
    let executed = Executed::of::<A>(&known, output);
    (known.principal, executed)
}

/// Reads long.
pub(super) async fn scan<A: Action>(app: &Arc<App>, knock: Knock, args: RawArgs) -> Result<Executed> {
    let turn = knock.turn(app).await?;
    let there = Arc::clone(app);
    let work = move |tx: &mut Tx<'_>| {
        // It ends with the work: a caller that hangs up does not get another one while this goes on.
        let _turn = turn;
        Ok(read::<A>(&there, tx, &knock, || args.read()).1)
    };
    app.store.scan(work).await
}
