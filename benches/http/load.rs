//! The load: `wrk` with `load.lua`.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use crate::request::Template;
use crate::seed::Shape;
use crate::trouble::{Result, Trouble};

/// What is asked for, and how hard.
#[derive(Clone, Copy)]
pub struct Load<'a> {
    /// What is asked for.
    pub template: &'a Template,
    /// On how many connections.
    pub connections: u32,
    /// For how many seconds.
    pub seconds: u32,
}

/// What `load.lua` tells at the end.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Figures {
    /// Requests answered.
    pub requests: u64,
    /// In how many microseconds.
    pub micros: u64,
    /// Requests that were answered with a failure.
    pub refused: u64,
    /// Connections that broke or timed out.
    pub broken: u64,
    /// Half of the answers took at most so many microseconds,
    pub p50: u64,
    /// and of a hundred all but one.
    pub p99: u64,
}

/// How long an answer may take: on many connections the slowest baseline takes some seconds.
const PATIENCE: &str = "20s";

/// A load under way.
pub struct Running(Child);

impl Load<'_> {
    /// Begins, on behalf of those accounts; the plan is written to the folder.
    pub fn start(&self, base: &str, shape: &Shape, folder: &Path) -> Result<Running> {
        let plan = folder.join(self.template.plan_name());
        std::fs::write(&plan, self.template.plan(shape))?;
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/http/load.lua");
        // One thread of it cannot ask as fast as a bare server answers.
        let threads = if self.connections < 64 { "1" } else { "2" };
        let child = Command::new("wrk")
            .args(["--threads", threads, "--timeout", PATIENCE, "--script", script])
            .args(["--connections", &self.connections.to_string()])
            .args(["--duration", &format!("{}s", self.seconds)])
            .arg(base)
            .arg("--")
            .arg(plan)
            .arg(threads)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn();
        child.map(Running).map_err(|error| format!("cannot start wrk ({error}); apt-get install wrk").into())
    }

    /// Puts the load on, and tells how it went.
    pub fn run(&self, base: &str, shape: &Shape, folder: &Path) -> Result<Figures> {
        self.start(base, shape, folder)?.finish()
    }
}

impl Running {
    /// Waits for the end. Answers that are no success make the figures worthless.
    pub fn finish(self) -> Result<Figures> {
        let output = self.0.wait_with_output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let told = text.lines().find_map(|line| line.strip_prefix("figures "));
        let figures: Figures = serde_json::from_str(told.ok_or_else(|| Trouble::from(format!("wrk failed: {text}")))?)?;
        if figures.refused + figures.broken > 0 {
            return Err(format!("{} answers were failures, {} were broken off", figures.refused, figures.broken).into());
        }
        Ok(figures)
    }
}
