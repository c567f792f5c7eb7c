//! A password, asked for on the terminal or read from standard input: no process list and no shell history shows it.

use std::fmt::Display;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

use console::Term;

use super::trouble::{Outcome, Trouble};
use crate::domain::{Invalid, Login, OwnersPassword, Password};
use crate::limits::PASSWORD_LINE_BYTES;
use crate::phc;

/// Where the password comes from.
#[derive(clap::Args)]
pub(super) struct PasswordFrom {
    /// Read the password (one line) from standard input, instead of asking for it on the terminal
    #[arg(long)]
    password_stdin: bool,
}

/// Whose password it is. An owner's opens a whole account, so it must be longer.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    Owners,
    SubUsers,
}

impl PasswordFrom {
    /// The hash of the password of the user with that login.
    pub(super) fn hash(&self, login: &Login, whose: Whose) -> Outcome<String> {
        let password = if self.password_stdin { read(whose)? } else { ask(login, whose)? };
        Ok(phc::hash(&password)?)
    }
}

fn read(whose: Whose) -> Outcome<Password> {
    let unfit = |why: &dyn Display| Trouble::refused(format!("the password on standard input: {why}"));
    let mut line = String::new();
    io::stdin().lock().take(PASSWORD_LINE_BYTES).read_line(&mut line).map_err(|error| unfit(&error))?;
    whose.checked(line.trim_end_matches(['\r', '\n'])).map_err(|why| unfit(&why))
}

/// Asks twice, for nobody sees what is typed.
fn ask(login: &Login, whose: Whose) -> Outcome<Password> {
    let terminal = Term::stderr();
    if !(io::stdin().is_terminal() && terminal.is_term()) {
        return Err(Trouble::usage("there is no terminal to ask for the password on: give it with --password-stdin"));
    }
    let least = whose.least_chars();
    terminal.write_str(&format!("Password of {login}, {least} to {} characters, not shown: ", Password::MAX_CHARS))?;
    let typed = terminal.read_secure_line()?;
    let password = whose.checked(&typed).map_err(|why| Trouble::refused(format!("the password: {why}")))?;
    terminal.write_str("The same again: ")?;
    if terminal.read_secure_line()? == typed {
        Ok(password)
    } else {
        Err(Trouble::refused("the two passwords differ; nothing was changed"))
    }
}

impl Whose {
    fn least_chars(self) -> usize {
        match self {
            Self::Owners => OwnersPassword::MIN_CHARS,
            Self::SubUsers => 1,
        }
    }

    fn checked(self, text: &str) -> Result<Password, Invalid> {
        match self {
            Self::Owners => text.parse::<OwnersPassword>().map(Password::from),
            Self::SubUsers => text.parse(),
        }
    }
}
