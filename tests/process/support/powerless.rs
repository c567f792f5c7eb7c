//! The program as a user whom the modes of files keep out. They keep out everybody but root, who often runs tests.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rustix::process::geteuid;

use super::Installation;

/// Nobody, on any system.
const NOBODY: u32 = 65534;

impl Installation {
    /// Gives a file or folder this mode.
    pub fn set_mode(&self, name: &str, mode: u32) -> &Self {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).expect("set");
        self
    }

    /// [`Installation::command`], by a user who has no rights but those that modes give.
    pub fn powerless(&self, line: &str) -> Command {
        let command = self.command(line);
        if !geteuid().is_root() {
            return command;
        }
        // Nobody gets into root's folders, and so neither to the program nor to this one.
        self.set_mode("", 0o755);
        let program = self.path("program");
        if !program.exists() {
            // By another program: a child that another story starts meanwhile would hold a file open that this one writes, and
            // what is open for writing cannot be run.
            let copied = Command::new("cp").arg(command.get_program()).arg(&program).status().expect("cp runs");
            assert!(copied.success());
        }
        let mut by_nobody = Command::new(program);
        by_nobody.args(command.get_args()).current_dir(self.folder()).env_clear().uid(NOBODY).gid(NOBODY);
        by_nobody.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        by_nobody
    }
}
