//! A password from standard input, where no process list and no shell history shows it.

use std::fmt::Display;
use std::io::{self, BufRead as _, Read as _};

use super::trouble::{Outcome, Trouble};
use crate::domain::Password;
use crate::limits::PASSWORD_LINE_BYTES;
use crate::phc;

/// Asks for the password on stdin.
#[derive(clap::Args)]
pub(super) struct PasswordStdin {
    /// Read the password (one line) from standard input
    #[arg(long, required = true)]
    password_stdin: bool,
}

impl PasswordStdin {
    /// The hash of the password read.
    pub(super) fn hash(&self) -> Outcome<String> {
        debug_assert!(self.password_stdin, "the flag is required");
        let unfit = |why: &dyn Display| Trouble::refused(format!("the password on standard input: {why}"));
        let mut line = String::new();
        io::stdin().lock().take(PASSWORD_LINE_BYTES).read_line(&mut line).map_err(|error| unfit(&error))?;
        let password: Password = line.trim_end_matches(['\r', '\n']).parse().map_err(|why| unfit(&why))?;
        Ok(phc::hash(&password)?)
    }
}
