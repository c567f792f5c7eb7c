//! The door that every request goes through. The order is fixed here for all actions: gate, credential, account, rate,
//! right, parameters, and only then the work. So nobody learns whether a parameter is valid before being let in.

use std::sync::Arc;

use super::{Dialect, Effect, Head};
use crate::access::{Access, Caller, Credential, Gate, Origin, Principal, Requirement};
use crate::admissions::Entry;
use crate::answers::Question;
use crate::app::App;
use crate::args::RawArgs;
use crate::domain::{AccountId, Usage};
use crate::error::{Code, Result};
use crate::store::Tx;
use crate::turns::Turn;

/// What a request shows at the door: what opens the gate, a credential, if one is asked for, and where it comes from.
pub(super) struct Knock {
    gate: Gate,
    credential: std::result::Result<Option<Credential>, Code>,
    origin: Arc<Origin>,
    counts: bool,
}

/// Who a request turned out to be from, whether let in or not.
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

    /// Tells who knocks; and if they may come in, reads the parameters.
    pub(super) fn admit<P: Access, Q>(
        &self,
        app: &App,
        tx: &mut Tx<'_>,
        params: impl FnOnce() -> Result<Q>,
    ) -> (Known, Result<(P, Q)>) {
        let caller = match self.authenticate(tx) {
            Ok(caller) => caller,
            Err(failure) => return (Known::default(), Err(failure)),
        };
        let principal = caller.known();
        let account = principal.as_ref().map(Principal::account);
        let counted = account.filter(|_| self.counts).map(|account| tx.count_call(account)).transpose();
        let (usage, counted) = counted.map_or_else(|failure| (None, Err(failure)), |usage| (usage, Ok(())));
        let admitted = counted.and_then(|()| {
            self.count(app)?;
            Ok((P::grant(&caller)?, params()?))
        });
        (Known { account, usage, principal }, admitted)
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

    /// What is asked, if the answer may be kept.
    pub(super) fn question<A: 'static>(&self, variant: u8) -> Option<Question> {
        self.rememberable().map(|credential| Question::new::<A>(credential, variant))
    }

    /// Who enters what, if that may be remembered.
    pub(super) fn entry<A: 'static>(&self) -> Option<Entry> {
        self.rememberable().map(Entry::new::<A>)
    }

    /// What is shown, if it may be remembered who asked: not behind a gate, which may close, nor where each call is counted
    /// in the answer.
    fn rememberable(&self) -> Option<&Credential> {
        let is_plain = self.gate == Gate::Open && !self.counts;
        self.shown().filter(|_| is_plain)
    }

    fn shown(&self) -> Option<&Credential> {
        self.credential.as_ref().ok()?.as_ref()
    }
}
