//! The report: a line for each comparison, with its ratio, its goal, and whether it was reached.

use std::fmt::{self, Write as _};

/// What a ratio should be.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// Told for what it is.
    Told,
}

impl Goal {
    fn verdict(self, ratio: f64) -> &'static str {
        match self {
            Self::AtLeast(least) if ratio >= least => "pass",
            Self::AtMost(most) if ratio <= most => "pass",
            Self::Told => "",
            _ => "MISS",
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, ">= {least}"),
            Self::AtMost(most) => write!(f, "<= {most}"),
            Self::Told => Ok(()),
        }
    }
}

/// One comparison.
#[derive(Debug, Clone)]
pub struct Line {
    /// What was measured.
    pub what: String,
    /// Muster's figure.
    pub ours: String,
    /// The figure that it is held against, if not against a bound.
    pub theirs: Option<String>,
    /// The one divided by the other; or Muster's figure itself.
    pub ratio: f64,
    /// What that should be.
    pub goal: Goal,
}

impl Line {
    /// Two figures that are both better when they are greater, or both when smaller.
    pub fn of(what: impl Into<String>, ours: Figure, name: &str, theirs: Figure, goal: Goal) -> Self {
        let ratio = ours.value / theirs.value;
        Self { what: what.into(), ours: ours.to_string(), theirs: Some(format!("{name} {theirs}")), ratio, goal }
    }

    /// One figure with a bound of its own.
    pub fn alone(what: impl Into<String>, ours: Figure, goal: Goal) -> Self {
        Self { what: what.into(), ours: ours.to_string(), theirs: None, ratio: ours.value, goal }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, ours, theirs, ratio, goal } = self;
        let verdict = goal.verdict(*ratio);
        match theirs {
            Some(theirs) => write!(f, "| {what} | {ours} | {theirs} | {ratio:.2} | {goal} | {verdict} |"),
            None => write!(f, "| {what} | {ours} | | | {goal} | {verdict} |"),
        }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// The number.
    pub value: f64,
    /// The unit.
    pub unit: &'static str,
}

/// A number with its unit.
pub fn figure(value: f64, unit: &'static str) -> Figure {
    Figure { value, unit }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, unit } = self;
        // Three figures that mean something.
        match value.abs() {
            0.0 => f.write_str("none"),
            small if small < 10.0 => write!(f, "{value:.2} {unit}"),
            middle if middle < 100.0 => write!(f, "{value:.1} {unit}"),
            _ => write!(f, "{value:.0} {unit}"),
        }
    }
}

/// So many connections, in words.
pub fn connections(number: u32) -> String {
    if number == 1 { "1 connection".to_owned() } else { format!("{number} connections") }
}

/// All lines as a Markdown table.
pub fn markdown(lines: &[Line]) -> String {
    let mut table = String::from("| what | Muster | against | ratio | goal | |\n|---|---|---|---|---|---|\n");
    for line in lines {
        // A String takes all that is written.
        let _ = writeln!(table, "{line}");
    }
    table
}
