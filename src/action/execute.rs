//! The one way that every action is carried out: it knocks, and goes on by what it does to the store. A refused or
//! malformed request never takes the write lock.

use std::sync::Arc;

use super::door::Knock;
use super::read::{read, scan};
use super::write::{write, write_prepared};
use super::{Action, Effect, Executed, Executing, Head, Prepared};
use crate::app::App;
use crate::args::RawArgs;

pub(super) fn execute<A: Action>(app: &Arc<App>, head: &Head<'_>, mut args: RawArgs) -> Executing {
    let knock = match Knock::of::<A::Dialect, A::Access>(app, head, &mut args, A::EFFECT) {
        Ok(knock) => knock,
        Err(failure) => return Executed::from(failure).at_once(),
    };
    let app = Arc::clone(app);
    Box::pin(async move {
        let executed = match A::EFFECT {
            Effect::Read => app.store.read(|tx| Ok(read::<A>(&app, tx, &knock, || args.read()).1)),
            Effect::Scan => scan::<A>(&app, knock, args).await,
            Effect::Write => Ok(write::<A>(&app, knock, args).await),
        };
        executed.unwrap_or_else(Executed::from)
    })
}

pub(super) fn execute_prepared<A: Prepared>(app: &Arc<App>, head: &Head<'_>, mut args: RawArgs) -> Executing {
    let app = Arc::clone(app);
    match Knock::of::<A::Dialect, A::Access>(&app, head, &mut args, Effect::Write) {
        Ok(knock) => Box::pin(async move { write_prepared::<A>(&app, knock, args).await }),
        Err(failure) => Executed::from(failure).at_once(),
    }
}
