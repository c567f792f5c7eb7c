//! Settings that are secrets: what is wrong with one is said without repeating it.

use std::ffi::OsStr;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

/// Reads a secret.
pub(super) struct Secret<T>(PhantomData<fn() -> T>);

impl<T> Secret<T> {
    /// A reader of such secrets.
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Clone for Secret<T> {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl<T> TypedValueParser for Secret<T>
where
    T: FromStr<Err: Display> + Clone + Send + Sync + 'static,
{
    type Value = T;

    /// As any value is read, but that clap would print one that is wrong.
    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let name = argument.and_then(Arg::get_long).unwrap_or_default();
        let refuse = |why: &dyn Display| {
            Error::raw(ErrorKind::ValueValidation, format!("the value of --{name} {why}\n")).with_cmd(command)
        };
        let text = value.to_str().ok_or_else(|| refuse(&"is no text"))?;
        text.parse().map_err(|error| refuse(&error))
    }
}
