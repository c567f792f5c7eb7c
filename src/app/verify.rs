//! From a login and a password to the proof that somebody has both: the counted guesses, the hasher and the store
//! together.

use super::App;
use crate::access::{Candidate, FailedLogin, Public, Verified};
use crate::domain::{Login, LoginAttempt, Password};
use crate::error::{Code, Result};

/// Whether too many failed logins in a row lock a user out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// They do not: guesses are only slowed down.
    Never,
    /// They do, so each is noted down.
    AfterFailures,
}

/// What the caller said beside login and password, such as a dealer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Besides {
    /// Nothing, or what is right.
    Right,
    /// Something that makes the login a wrong one.
    Wrong,
}

impl App {
    /// The proof that the password is the login's, and that whatever else the caller said beside it is right too. A bad
    /// try is held back and counted, the same whatever was wrong.
    ///
    /// # Errors
    /// 102 when it is not, or nobody has the login; 105 after too many bad ones; 15 when too many wait.
    pub async fn verify(
        &self,
        by: &Public,
        login: &LoginAttempt,
        password: &Password,
        besides: Besides,
        lock: Lock,
    ) -> Result<Verified> {
        let (address, login) = (by.origin().counted_address(), login.as_str());
        let attempt = self.guesses.begin(address, login, self.store.now()).await?;
        let candidate = match login.parse::<Login>() {
            Ok(login) => self.store.read(|tx| Candidate::find(tx, &login)),
            Err(_) => Ok(None),
        };
        let failed = candidate.as_ref().ok().and_then(Option::as_ref).map(Candidate::failure);
        let verified = match candidate {
            Ok(candidate) => self.hasher.verify(password, candidate).await,
            Err(failure) => Err(failure),
        };
        let verified = verified.map(|verified| verified.filter(|_| besides == Besides::Right));
        let verified = match lock {
            Lock::Never => verified,
            Lock::AfterFailures => self.note(verified, failed).await,
        };
        attempt.settle(verified, Code::WrongLoginOrPassword).await
    }

    /// What came of a login by something that nobody can guess, such as an API key. It is not slowed down, but if it was
    /// refused with this code, the log is told of it as of any other.
    ///
    /// # Errors
    /// What came of it.
    pub fn note_refusal<T>(&self, by: &Public, came: Result<T>, refusal: Code) -> Result<T> {
        came.inspect_err(|failure| {
            if failure.code == refusal {
                self.guesses.note_failure(by.origin().counted_address());
            }
        })
    }

    /// Counts a try where too many bad ones lock a user out. There nobody is to learn that a password was right which
    /// opens nothing: it is a bad try like any other. Nor who has a login: a try for nobody's costs as much.
    async fn note(&self, verified: Result<Option<Verified>>, failed: Option<FailedLogin>) -> Result<Option<Verified>> {
        let verified = match verified? {
            Some(verified) if self.store.read(|tx| verified.is_let_in(tx))? => Some(verified),
            _ => None,
        };
        if verified.is_none() {
            self.store.write(move |tx| FailedLogin::count(failed, tx)).await?;
        }
        Ok(verified)
    }
}
