//! The one way that every action is carried out.

use std::future;
use std::sync::Arc;

use super::write::{write, write_prepared};
use super::{Action, Dialect, Effect, Executed, Executing, Head, Prepared, Reply};
use crate::access::{Access, Caller, Credential, Gate, Origin, Principal, Requirement};
use crate::answers::Question;
use crate::app::App;
use crate::args::RawArgs;
use crate::domain::{AccountId, Usage};
use crate::error::{Code, Failure, Result};
use crate::store::Tx;
use crate::turns::Turn;

/// What a request shows at the door: what opens the gate, a credential, if one is asked for, and where it comes from.
pub(super) struct Knock {
    gate: Gate,
    credential: std::result::Result<Option<Credential>, Code>,
    origin: Arc<Origin>,
    counts: bool,
}

/// Who a request turned out to be from.
#[derive(Default)]
pub(super) struct Known {
    pub(super) account: Option<AccountId>,
    pub(super) usage: Option<Usage>,
    /// Absent as well of who is known by having been let in lately.
    pub(super) principal: Option<Principal>,
}

impl Knock {
    /// Takes the credential out of the request, even where none is asked for: a hash must not go any further.
    pub(super) fn of<D: Dialect, P: Access>(
        app: &App,
        head: &Head<'_>,
        args: &mut RawArgs,
        effect: Effect,
    ) -> Result<Self> {
        let shown = D::credential(head, args);
        D::parameters(head, args);
        let gate = D::gate(app, head)?;
        let credential = match P::REQUIRES {
            Requirement::Nothing => Ok(None),
            _ => shown.map(Some),
        };
        if let (Gate::Open, Err(code)) = (&gate, &credential) {
            return Err((*code).into());
        }
        // Only of what changes something is it remembered where it came from.
        let origin = match effect {
            Effect::Write => Origin::new(head.address, (head.header)("user-agent")),
            Effect::Read | Effect::Scan => Origin::default(),
        };
        Ok(Self { gate, credential, origin: Arc::new(origin), counts: D::COUNTS_CALLS })
    }

    /// Lets the caller in, and reads the parameters: in this order, so that nobody learns whether a parameter is valid
    /// before being let in.
    pub(super) fn admit<P: Access, Q>(
        &self,
        app: &App,
        tx: &mut Tx<'_>,
        params: impl FnOnce() -> Result<Q>,
        known: &mut Known,
    ) -> Result<(P, Q)> {
        let caller = self.authenticate(tx)?;
        known.principal = caller.known();
        known.account = known.principal.as_ref().map(Principal::account);
        if let Some(account) = known.account.filter(|_| self.counts) {
            known.usage = Some(tx.count_call(account)?);
        }
        self.count(app)?;
        let by = P::grant(&caller)?;
        Ok((by, params()?))
    }

    /// Lets the caller in once more: by now somebody may have been told that this session has ended.
    pub(super) fn admit_again<P: Access>(&self, tx: &Tx<'_>) -> Result<P> {
        P::grant(&self.authenticate(tx)?)
    }

    fn authenticate(&self, tx: &Tx<'_>) -> Result<Caller> {
        self.gate.pass(tx)?;
        Caller::authenticate(tx, self.credential.as_ref().map_err(|code| *code)?.as_ref(), &self.origin)
    }

    /// Waits for the credential's turn to read long; where none is asked for there are no turns.
    pub(super) async fn turn(&self, app: &App) -> Result<Option<Turn>> {
        match self.shown() {
            Some(credential) => app.turns.wait(credential).await.map(Some),
            None => Ok(None),
        }
    }

    /// Counts the request for its credential, if it shows one.
    pub(super) fn count(&self, app: &App) -> Result<()> {
        self.shown().map_or(Ok(()), |credential| app.rate_limits.credential(credential))
    }

    /// What is asked, if it may be remembered who asked: not behind a gate, which may close, nor where each call is
    /// counted in the answer.
    pub(super) fn question<A: 'static>(&self, variant: u8) -> Option<Question> {
        let is_plain = self.gate == Gate::Open && !self.counts;
        self.shown().filter(|_| is_plain).map(|credential| Question::new::<A>(credential, variant))
    }

    fn shown(&self) -> Option<&Credential> {
        self.credential.as_ref().ok()?.as_ref()
    }
}

/// The order is fixed here for all actions: gate, credential, account, rate, right, parameters, and only then the work.
/// A refused or malformed request never takes the write lock.
pub(super) fn execute<A: Action>(app: &Arc<App>, head: &Head<'_>, mut args: RawArgs) -> Executing {
    let knock = match Knock::of::<A::Dialect, A::Access>(app, head, &mut args, A::EFFECT) {
        Ok(knock) => knock,
        Err(failure) => return refused(failure),
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
        Err(failure) => refused(failure),
    }
}

pub(super) fn refused(failure: Failure) -> Executing {
    Box::pin(future::ready(failure.into()))
}

/// Lets the caller in and reads, and tells who it was. The answer is written here too, so that a long one does not hold a
/// worker up.
pub(super) fn read<A: Action>(
    app: &App,
    tx: &mut Tx<'_>,
    knock: &Knock,
    params: impl FnOnce() -> Result<A::Params>,
) -> (Option<Principal>, Executed) {
    let mut known = Known::default();
    let admitted = knock.admit::<A::Access, _>(app, tx, params, &mut known);
    let output = admitted.and_then(|(by, params)| A::run(tx, &by, &params));
    (known.principal, answer::<A>(&known, output))
}

async fn scan<A: Action>(app: &Arc<App>, knock: Knock, args: RawArgs) -> Result<Executed> {
    let turn = knock.turn(app).await?;
    let there = Arc::clone(app);
    let work = move |tx: &mut Tx<'_>| {
        // It ends with the work: a caller that hangs up does not get another one while this goes on.
        let _turn = turn;
        Ok(read::<A>(&there, tx, &knock, || args.read()).1)
    };
    app.store.scan(work).await
}

pub(super) fn answer<A: Prepared>(known: &Known, output: Result<A::Output>) -> Executed {
    let Known { account, usage, .. } = *known;
    let reply = |output: A::Output| {
        let body = A::Dialect::success(&output, usage)?;
        Ok(Reply { head: A::head(&output), body: body.into() })
    };
    Executed { account, usage, result: output.and_then(reply) }
}
