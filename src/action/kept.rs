//! Reads whose answers are kept.

use std::sync::Arc;

use super::door::Knock;
use super::read::read;
use super::{Action, Body, Effect, Executed, Executing, Head, Reply, ReplyHead};
use crate::answers::{Answer, Question};
use crate::app::App;
use crate::args::RawArgs;
use crate::error::Result;

/// A read whose answer depends on nothing but who asks, a choice of few that the parameters make, and the rows of the
/// caller's account: neither on the hour nor on another account. So it can be kept until one of these rows changes.
pub trait Kept: Action {
    /// Which of its few answers the parameters ask for; `None` for one that is not worth keeping.
    fn variant(params: &Self::Params) -> Option<u8>;
}

/// As for every read, but that the parameters are read first, to know whether the answer is there already. Whoever is
/// not let in is not told what is wrong with them all the same.
pub(super) fn execute_kept<A: Kept>(app: &Arc<App>, head: &Head<'_>, mut args: RawArgs) -> Executing {
    let executed = match Knock::of::<A::Dialect, A::Access>(app, head, &mut args, Effect::Read) {
        Ok(knock) => {
            let params = args.read::<A::Params>();
            let variant = params.as_ref().ok().and_then(A::variant);
            match variant.and_then(|variant| knock.question::<A>(variant)) {
                Some(question) => find_or_read::<A>(app, &knock, params, question),
                None => app.store.read(|tx| Ok(read::<A>(app, tx, &knock, || params).1)),
            }
        }
        Err(failure) => return Executed::from(failure).at_once(),
    };
    executed.unwrap_or_else(Executed::from).at_once()
}

fn find_or_read<A: Kept>(app: &App, knock: &Knock, params: Result<A::Params>, question: Question) -> Result<Executed> {
    if let Some(answer) = app.answers.find(&app.store, &question) {
        let reply = || Reply { head: ReplyHead::default(), body: Body::Short(answer.body.clone()) };
        let result = knock.count(app).map(|()| reply());
        return Ok(Executed { account: Some(answer.account), usage: None, result });
    }
    let ((principal, executed), generation) = app.store.read_to_keep(|tx| Ok(read::<A>(app, tx, knock, || params)))?;
    if let (Some(principal), Ok(reply)) = (&principal, &executed.result)
        && reply.head == ReplyHead::default()
        && let Some(body) = reply.body.short()
    {
        app.answers.keep(question, Answer::new(principal, app.store.now(), generation, body));
    }
    Ok(executed)
}
