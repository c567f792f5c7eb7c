//! Writes: let in, prepared if need be, queued, and let in once more by the writer.

use super::execute::{Knock, Known, answer};
use super::{Action, Executed, Prepared};
use crate::answers::Question;
use crate::app::App;
use crate::args::RawArgs;
use crate::error::Result;

/// Writes what has nothing to prepare. So the proof of having been let in is wanted in the write only, and before it
/// somebody's word is enough who was let in a moment ago.
pub(super) async fn write<A: Action>(app: &App, knock: Knock, args: RawArgs) -> Executed {
    let mut known = Known::default();
    let output = try_write::<A>(app, knock, args, &mut known).await;
    answer::<A>(&known, output)
}

async fn try_write<A: Action>(app: &App, knock: Knock, args: RawArgs, known: &mut Known) -> Result<A::Output> {
    let question = knock.question::<A>(0);
    let params = let_in::<A>(app, &knock, question.as_ref(), args, known)?;
    let written = app.store.write(move |tx| A::run(tx, &knock.admit_again(tx)?, &params)).await;
    if let (Err(_), Some(question)) = (&written, &question) {
        app.admissions.forget(question);
    }
    written
}

fn let_in<A: Action>(
    app: &App,
    knock: &Knock,
    question: Option<&Question>,
    args: RawArgs,
    known: &mut Known,
) -> Result<A::Params> {
    let now = app.store.now();
    let read: Box<dyn FnOnce() -> Result<A::Params>> =
        match question.and_then(|question| app.admissions.find(question, now)) {
            None => Box::new(|| args.read()),
            Some(account) => match args.read() {
                Ok(params) => {
                    known.account = Some(account);
                    return knock.count(app).map(|()| params);
                }
                // What is wrong is told only to those who are let in indeed.
                wrong => Box::new(|| wrong),
            },
        };
    let (_, params) = app.store.read(|tx| knock.admit::<A::Access, _>(app, tx, read, known))?;
    if let (Some(question), Some(caller)) = (question, &known.principal) {
        app.admissions.remember(*question, caller, now);
    }
    Ok(params)
}

/// Writes what has something to prepare, for which the caller must be let in.
pub(super) async fn write_prepared<A: Prepared>(app: &App, knock: Knock, args: RawArgs) -> Executed {
    let mut known = Known::default();
    let output = try_write_prepared::<A>(app, knock, args, &mut known).await;
    answer::<A>(&known, output)
}

async fn try_write_prepared<A: Prepared>(
    app: &App,
    knock: Knock,
    args: RawArgs,
    known: &mut Known,
) -> Result<A::Output> {
    let (by, params) = app.store.read(|tx| knock.admit::<A::Access, _>(app, tx, || args.read::<A::Params>(), known))?;
    let groundwork = A::prepare(app, &by, &params).await?;
    app.store.write(move |tx| A::run(tx, &knock.admit_again(tx)?, &params, &groundwork)).await
}
