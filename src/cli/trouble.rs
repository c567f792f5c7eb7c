//! Why a command failed: a sentence for stderr, and an exit code.

use std::process::ExitCode;

use clap::error::ContextKind;

use crate::backups::BackupError;
use crate::config::{self, ConfigError};
use crate::error::{Code, Failure};
use crate::seal::KeyFileError;
use crate::store::OpenError;

/// What a command comes to.
pub(super) type Outcome<T = ()> = Result<T, Trouble>;

/// Why it failed.
#[derive(Debug)]
pub(super) struct Trouble {
    exit: Exit,
    sentence: String,
}

#[derive(Debug, Clone, Copy)]
enum Exit {
    Refused = 1,
    Usage = 2,
    Database = 3,
}

impl Trouble {
    /// The input was bad (exit 1).
    pub(super) fn refused(sentence: impl Into<String>) -> Self {
        Self { exit: Exit::Refused, sentence: sentence.into() }
    }

    /// The arguments do not go together (exit 2).
    pub(super) fn usage(sentence: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, sentence: sentence.into() }
    }

    /// An argument's type refused its value (exit 1).
    pub(super) fn of_argument(error: &clap::Error) -> Self {
        let argument = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
        Self::refused(format!("{argument}: {}", config::why(error)))
    }

    /// The database failed (exit 3).
    pub(super) fn database(sentence: impl Into<String>) -> Self {
        Self { exit: Exit::Database, sentence: sentence.into() }
    }

    /// Says so, and gives the exit code.
    pub(super) fn report(self) -> ExitCode {
        match self.exit {
            // As clap says it, who finds most of what is wrong with arguments.
            Exit::Usage => eprintln!("error: {}\n\nFor more information, try '--help'.", self.sentence),
            Exit::Refused | Exit::Database => eprintln!("muster: {}", self.sentence),
        }
        ExitCode::from(self.exit as u8)
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Exists(_) => Self::refused(error.to_string()),
            _ => Self::database(error.to_string()),
        }
    }
}

impl From<KeyFileError> for Trouble {
    fn from(error: KeyFileError) -> Self {
        Self::database(error.to_string())
    }
}

impl From<BackupError> for Trouble {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Copy(_) | BackupError::Key(_) | BackupError::NoBackup(_) => Self::database(error.to_string()),
            _ => Self::refused(error.to_string()),
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        let cause = failure.cause().map(|cause| format!(": {cause}")).unwrap_or_default();
        let sentence = format!("{}{cause}", failure.code.text());
        match failure.code {
            Code::DatabaseError | Code::DatabaseUnavailable | Code::UnexpectedError => Self::database(sentence),
            _ => Self::refused(sentence),
        }
    }
}

impl From<ConfigError> for Trouble {
    fn from(error: ConfigError) -> Self {
        Self::refused(error.to_string())
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::refused(error.to_string())
    }
}
