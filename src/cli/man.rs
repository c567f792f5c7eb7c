//! `muster man`: the manual page of the whole program, made of what `--help` says.

use std::io::{self, Write};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::trouble::{Outcome, Trouble};
use super::{Cli, print};

#[derive(clap::Args)]
pub(super) struct Manual {}

/// What the exit codes mean.
const EXITS: [(&str, &str); 4] =
    [("0", "done"), ("1", "refused; nothing has changed"), ("2", "wrong usage"), ("3", "the database failed")];

impl Manual {
    pub(super) fn run(self) -> Outcome {
        let page = String::from_utf8(page(Cli::command())?).map_err(|error| Trouble::refused(error.to_string()))?;
        Ok(print::line(page.trim_end())?)
    }
}

fn page(program: Command) -> io::Result<Vec<u8>> {
    let mut program = program.disable_help_subcommand(true).mut_args(|arg| arg.hide_short_help(false));
    program.build();
    let mut page = Vec::new();
    // The library leaves an empty date out, and what follows would stand in its place.
    writeln!(page, ".TH MUSTER 1 \"\" \"muster {}\" \"User Commands\"", env!("CARGO_PKG_VERSION"))?;
    let man = Man::new(program.clone());
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    describe_commands(&program, &mut page)?;
    describe_exits(&mut page)?;
    Ok(page)
}

fn describe_commands(parent: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    for command in parent.get_subcommands() {
        if command.has_subcommands() {
            describe_commands(command, page)?;
        } else {
            describe(command, page)?;
        }
    }
    Ok(())
}

/// A command under its name: what it does, how it is called, and the options that are its own.
fn describe(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let name = name.strip_prefix("muster ").unwrap_or(name);
    writeln!(page, ".SS \"{name}\"")?;
    let man = Man::new(command.clone().mut_args(|arg| {
        let of_all = arg.is_global_set() || arg.get_id() == "help";
        arg.hide_short_help(false).hide(of_all)
    }));
    page.extend(body(|out| man.render_description_section(out))?);
    writeln!(page, ".PP")?;
    page.extend(body(|out| man.render_synopsis_section(out))?);
    page.extend(body(|out| man.render_options_section(out))?);
    Ok(())
}

/// A section without its heading, nor what stands before that.
fn body(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut section = Vec::new();
    render(&mut section)?;
    let lines = section.split_inclusive(|byte| *byte == b'\n');
    Ok(lines.skip_while(|line| !line.starts_with(b".SH")).skip(1).flatten().copied().collect())
}

fn describe_exits(page: &mut Vec<u8>) -> io::Result<()> {
    writeln!(page, ".SH \"EXIT STATUS\"")?;
    EXITS.into_iter().try_for_each(|(code, meaning)| writeln!(page, ".TP\n.B {code}\n{meaning}"))
}
