//! The Debian package, from making it to purging it, in a Debian root of its own without anything else. It needs Debian,
//! root's rights, mmdebstrap and cargo-deb, so `cargo test` alone passes it over; `tests/run` runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{OWNER, PASSWORD, Ran, Running, feed};

/// A Debian system as small as can be, in a folder.
struct Root(TempDir);

impl Root {
    /// Made from the packages of the machine's own Debian, from where the machine has them.
    fn new() -> Self {
        let root = Self(tempfile::tempdir().expect("a folder"));
        let mut sources = Command::new("apt-get");
        sources.args(["indextargets", "--format", "deb $(REPO_URI) $(RELEASE) main"]);
        sources.args(["Created-By: Packages", "Origin: Debian", "Label: Debian", "Component: main"]);
        let sources = feed(&mut sources, b"").done().stdout;
        let source = sources.lines().next().expect("Debian's own packages");
        let release = source.split(' ').nth(2).expect("a release");
        let mut make = Command::new("mmdebstrap");
        make.args(["--quiet", "--mode=root", "--variant=essential", "--include=adduser", release]);
        let made = feed(make.arg(root.path("")).arg(source), b"");
        assert_eq!(made.code, 0, "{made:?}");
        root
    }

    /// A path of the system, as it is seen from outside.
    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside.trim_start_matches('/'))
    }

    /// A program in the system, run by root.
    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new("chroot");
        command.arg(self.0.path()).arg(program).args(arguments).env_clear();
        command.env("PATH", PROGRAMS).env("DEBIAN_FRONTEND", "noninteractive");
        command
    }

    #[track_caller]
    fn run(&self, program: &str, arguments: &[&str]) -> Ran {
        feed(&mut self.command(program, arguments), b"").done()
    }

    /// The server, run as its unit says: by its user, in its folder.
    fn as_service(&self) -> Command {
        let unit = fs::read_to_string(self.path("/usr/lib/systemd/system/muster.service")).expect("the unit");
        let said = |key: &str| {
            let value = unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            value.unwrap_or_else(|| panic!("the unit has no {key}")).to_owned()
        };
        let script =
            format!("cd {} && umask {} && exec {}", said("WorkingDirectory"), said("UMask"), said("ExecStart"));
        let (user, group) = (said("User"), said("Group"));
        let mut chroot = Command::new("chroot");
        chroot.arg(format!("--userspec={user}:{group}")).arg(self.0.path()).args(["/bin/sh", "-c", &script]);
        chroot.env_clear().env("PATH", PROGRAMS).env("MUSTER_LISTEN", "127.0.0.1:0");
        chroot
    }

    /// Every file whose name, and every user and group whose line, tells of Muster.
    fn traces(&self) -> Vec<String> {
        let found = self.run("find", &["/", "-xdev", "-path", "/proc", "-prune", "-o", "-name", "*muster*", "-print"]);
        let known = self.run("cat", &["/etc/passwd", "/etc/group", "/etc/shadow", "/var/lib/dpkg/status"]).stdout;
        let known = known.lines().filter(|line| line.contains("muster"));
        found.stdout.lines().chain(known).filter(|trace| *trace != PACKAGE).map(str::to_owned).collect()
    }

    /// Mode, user and group of a file or folder.
    fn mode(&self, path: &str) -> String {
        self.run("stat", &["--format=%a %U %G", path]).stdout.trim().to_owned()
    }
}

/// Where the system's programs are.
const PROGRAMS: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

/// Where the package lies in the system.
const PACKAGE: &str = "/root/muster.deb";

fn make_package(to: &Path) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = Path::new(env!("CARGO_BIN_EXE_muster")).ancestors().nth(2).expect("the target folder");
    let mut package = Command::new(project.join("deploy/package"));
    package.arg("dev").arg(to).env("CARGO_TARGET_DIR", target);
    let made = feed(&mut package, b"");
    assert_eq!(made.code, 0, "{made:?}");
}

/// What the document on installing tells root to do for a database.
fn documented_init() -> String {
    let document = include_str!("../../docs/install.md");
    let line = document.lines().find_map(|line| line.trim().strip_prefix("sudo runuser "));
    format!("runuser {}", line.expect("how to make a database")).replace("you@example.org", OWNER)
}

#[test]
#[ignore = "needs Debian, root's rights, mmdebstrap and cargo-deb, which tests/run installs"]
fn the_package_installs_serves_and_goes_without_a_trace_but_the_data() {
    let root = Root::new();
    make_package(&root.path(PACKAGE));

    // Nobody has made a database: all goes.
    root.run("dpkg", &["--install", PACKAGE]);
    assert_eq!(root.mode("/var/lib/muster"), "700 muster muster");
    assert_eq!(root.mode("/etc/muster/muster.toml"), "640 root muster");
    assert!(root.path("/etc/systemd/system/multi-user.target.wants/muster.service").is_symlink(), "it starts at boot");
    assert!(fs::read_dir(root.path("/var/lib/muster")).expect("a folder").next().is_none(), "nothing has started");
    assert!(root.run("getent", &["passwd", "muster"]).stdout.ends_with(":/var/lib/muster:/usr/sbin/nologin\n"));
    for file in ["man/man1/muster.1.gz", "bash-completion/completions/muster", "doc/muster/copyright"] {
        assert!(root.path("/usr/share").join(file).exists(), "{file}");
    }
    root.run("dpkg", &["--purge", "muster"]);
    assert_eq!(root.traces(), [""; 0]);

    // Somebody has, and has served it: that stays.
    root.run("dpkg", &["--install", PACKAGE]);
    let mut init = root.command("/bin/sh", &["-c", &(documented_init() + " --password-stdin --json")]);
    let key = feed(&mut init, PASSWORD.as_bytes()).done().object()["api_key"].as_str().expect("a key").to_owned();
    let as_user = ["-u", "muster", "--", "muster"];
    let run = |command: &[&str]| root.run("runuser", &[&as_user[..], command].concat()).stdout;
    assert!(run(&["user", "list"]).contains(OWNER), "wherever it is run, with the settings of the service");
    assert!(run(&["config", "show"]).starts_with("# flags > environment > /etc/muster/muster.toml > defaults\n"));
    let mut by_another = root.command("runuser", &["-u", "nobody", "--", "muster", "user", "list"]);
    feed(&mut by_another, b"").refused(1, "cannot read /etc/muster/muster.toml: Permission denied");
    let server = Running::start(&mut root.as_service());
    let create = serde_json::json!({"title": "Vans", "color": "FF6DDC"});
    server.client(&key).must("tracker/group/create", create);
    assert_eq!(server.stop().code, Some(0));
    root.run("dpkg", &["--install", PACKAGE]);
    assert_eq!(root.mode("/var/lib/muster/muster.db"), "600 muster muster", "after another version, too");
    let purged = root.run("dpkg", &["--purge", "muster"]).stdout;
    assert!(purged.contains("/var/lib/muster is kept"), "{purged}");
    assert!(!root.path("/etc/muster").exists() && !root.path("/usr/bin/muster").exists());
    let database = Connection::open(root.path("/var/lib/muster/muster.db")).expect("the database");
    let groups: i64 = database.query_row("SELECT count(*) FROM tracker_groups", (), |row| row.get(0)).expect("a count");
    assert_eq!((groups, root.mode("/var/lib/muster")), (1, "700 muster muster".to_owned()), "and so does the user");
}
