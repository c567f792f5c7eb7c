//! Writes: let in, prepared if need be, queued, and let in once more by the writer.

use super::door::{Knock, Known};
use super::{Action, Executed, Prepared};
use crate::access::Access;
use crate::admissions::Entry;
use crate::app::App;
use crate::args::RawArgs;
use crate::error::Result;

/// Writes what has nothing to prepare. So the proof of having been let in is wanted in the write only, and before it
/// somebody's word is enough who was let in a moment ago.
pub(super) async fn write<A: Action>(app: &App, knock: Knock, args: RawArgs) -> Executed {
    let entry = knock.entry::<A>();
    let (known, params) = let_in_lately::<A>(app, &knock, entry.as_ref(), args);
    let written = async {
        let params = params?;
        let written = app.store.write(move |tx| A::run(tx, &knock.admit_again(tx)?, &params)).await;
        if let (Err(_), Some(entry)) = (&written, &entry) {
            app.admissions.forget(entry);
        }
        written
    };
    Executed::of::<A>(&known, written.await)
}

/// Tells who asks, and reads the parameters of those who are let in or were lately.
fn let_in_lately<A: Action>(
    app: &App,
    knock: &Knock,
    entry: Option<&Entry>,
    args: RawArgs,
) -> (Known, Result<A::Params>) {
    let now = app.store.now();
    let Some(account) = entry.and_then(|entry| app.admissions.find(entry, now)) else {
        let (known, admitted) = let_in::<A::Access, _>(app, knock, || args.read());
        if let (Some(entry), Some(caller), Ok(_)) = (entry, &known.principal, &admitted) {
            app.admissions.remember(*entry, caller, now);
        }
        return (known, admitted.map(|(_, params)| params));
    };
    match args.read() {
        Ok(params) => {
            let known = Known { account: Some(account), ..Known::default() };
            (known, knock.count(app).map(|()| params))
        }
        // What is wrong is told only to those who are let in indeed.
        wrong => {
            let (known, admitted) = let_in::<A::Access, _>(app, knock, || wrong);
            (known, admitted.map(|(_, params)| params))
        }
    }
}

fn let_in<P: Access, Q>(app: &App, knock: &Knock, params: impl FnOnce() -> Result<Q>) -> (Known, Result<(P, Q)>) {
    let looked = app.store.read(|tx| Ok(knock.admit(app, tx, params)));
    looked.unwrap_or_else(|failure| (Known::default(), Err(failure)))
}

/// Writes what has something to prepare, for which the caller must be let in.
pub(super) async fn write_prepared<A: Prepared>(app: &App, knock: Knock, args: RawArgs) -> Executed {
    let (known, admitted) = let_in::<A::Access, _>(app, &knock, || args.read::<A::Params>());
    let written = async {
        let (by, params) = admitted?;
        let groundwork = A::prepare(app, &by, &params).await?;
        app.store.write(move |tx| A::run(tx, &knock.admit_again(tx)?, &params, &groundwork)).await
    };
    Executed::of::<A>(&known, written.await)
}
