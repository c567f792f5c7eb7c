//! `muster completions`: what a shell needs to complete the commands.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::trouble::{Outcome, Trouble};
use super::{Cli, print};

#[derive(clap::Args)]
pub(super) struct Completions {
    /// For which shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "muster", &mut script);
        let script = String::from_utf8(script).map_err(|error| Trouble::refused(error.to_string()))?;
        Ok(print::line(script.trim_end())?)
    }
}
