//! Actions that answer with a list of any length.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use deserr::Deserr;
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::door::{Knock, Known};
use super::spool::Spool;
use super::{Dialect, Effect, Executed, Executing, Head, Reply, ReplyHead, Route};
use crate::access::Access;
use crate::app::App;
use crate::args::{ArgErrors, RawArgs};
use crate::error::{Code, Failure, Result};
use crate::schema::{Shown, Taken};
use crate::store::Tx;
use crate::turns::Turn;

/// An action that answers with a list which no limit bounds. It hands the list out thing by thing, and each is written
/// before the next is made, so that a long list takes no more memory than a short one. It only reads.
pub trait Listed: 'static {
    /// As [`Action::Dialect`](super::Action::Dialect).
    type Dialect: Dialect;
    /// As [`Action::Access`](super::Action::Access).
    type Access: Access;
    /// As [`Action::Params`](super::Action::Params).
    type Params: Deserr<ArgErrors> + Taken + Send + 'static;
    /// What is listed.
    type Item: Serialize;
    /// As [`Action::Output`](super::Action::Output), if the list were there at once; [`Listed::output`] writes the same.
    type Output: Shown;
    /// As [`Action::ROUTE`](super::Action::ROUTE).
    const ROUTE: Route;
    /// As [`Action::SUMMARY`](super::Action::SUMMARY).
    const SUMMARY: &'static str;
    /// As [`Action::FAILS`](super::Action::FAILS).
    const FAILS: &'static [Code] = &[];

    /// The output that the list stands in.
    fn output<L: Serialize>(params: &Self::Params, list: &L) -> impl Serialize;

    /// Hands everything that is to be listed to `visit`, in order.
    ///
    /// # Errors
    /// The general ones and [`Listed::FAILS`], at whatever place in the list; and those of `visit`.
    fn each(
        tx: &mut Tx<'_>,
        by: &Self::Access,
        params: &Self::Params,
        visit: impl FnMut(Self::Item) -> Result<()>,
    ) -> Result<()>;
}

pub(super) fn execute_listed<A: Listed>(app: &Arc<App>, head: &Head<'_>, mut args: RawArgs) -> Executing {
    let app = Arc::clone(app);
    match Knock::of::<A::Dialect, A::Access>(&app, head, &mut args, Effect::Scan) {
        Ok(knock) => Box::pin(async move { scan::<A>(&app, knock, args).await.unwrap_or_else(Executed::from) }),
        Err(failure) => Executed::from(failure).at_once(),
    }
}

async fn scan<A: Listed>(app: &Arc<App>, knock: Knock, args: RawArgs) -> Result<Executed> {
    let turn = knock.turn(app).await?;
    let there = Arc::clone(app);
    app.store.scan(move |tx| Ok(list::<A>(&there, tx, &knock, args, turn))).await
}

fn list<A: Listed>(app: &App, tx: &mut Tx<'_>, knock: &Knock, args: RawArgs, turn: Option<Turn>) -> Executed {
    let (known, admitted) = knock.admit::<A::Access, _>(app, tx, || args.read::<A::Params>());
    let Known { account, usage, .. } = known;
    let body = admitted.and_then(|(by, params)| {
        let mut spool = Spool::in_folder(app.store.folder());
        let list = List::<A> { tx: RefCell::new(tx), by: &by, params: &params, failure: Cell::default() };
        let written = A::Dialect::write(&A::output(&params, &list), usage, &mut spool);
        written.map_err(|error| list.failure.take().unwrap_or_else(|| unwritten(error)))?;
        spool.into_body(turn).map_err(unwritten)
    });
    Executed { account, usage, result: body.map(|body| Reply { head: ReplyHead::default(), body }) }
}

fn unwritten(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure {
    Failure::caused(Code::UnexpectedError, error)
}

/// A list that comes to be while it is written.
struct List<'l, 'c, A: Listed> {
    tx: RefCell<&'l mut Tx<'c>>,
    by: &'l A::Access,
    params: &'l A::Params,
    /// Why it ended before its end; serialisers take no failures of ours.
    failure: Cell<Option<Failure>>,
}

impl<A: Listed> Serialize for List<'_, '_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let write = |item| list.serialize_element(&item).map_err(|error| unwritten(error.to_string()));
        if let Err(failure) = A::each(&mut self.tx.borrow_mut(), self.by, self.params, write) {
            self.failure.set(Some(failure));
            return Err(S::Error::custom("the list has broken off"));
        }
        list.end()
    }
}
