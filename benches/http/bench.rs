//! What all rows share: the settings, where files are kept, and how contenders are measured side by side.

use std::path::{Path, PathBuf};

use crate::load::Load;
use crate::process::{Design, Server};
use crate::report::Line;
use crate::seed::Seed;
use crate::trouble::Result;

/// A run of the benchmark.
pub struct Bench {
    /// Where the databases are kept.
    pub folder: PathBuf,
    /// How many times each leg is run; what counts is the median.
    pub rounds: usize,
    /// How many seconds a leg takes.
    pub seconds: u32,
    /// Whether it is to be over soon, and may leave out what takes long.
    pub quick: bool,
    /// What has been measured.
    pub lines: Vec<Line>,
}

/// One that is measured.
pub struct Contender<'a> {
    /// Which server.
    pub design: Design,
    /// On which database.
    pub seed: &'a Seed,
}

/// What a leg came to; of several, what they did in the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Requests a second.
    pub rate: f64,
    /// Milliseconds.
    pub p50: f64,
    /// Milliseconds.
    pub p99: f64,
    /// Microseconds of the server's processor time a request.
    pub cpu: f64,
    /// Anonymous memory of the server in MiB, at the end.
    pub memory: f64,
}

/// In which state a server is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// After a second of the same load; it only reads.
    Warm,
    /// Started anew; it only reads.
    Cold,
    /// Started anew, on a copy of the database that it may write to.
    Writing,
}

impl Bench {
    /// Adds a line to the report, and shows it.
    pub fn add(&mut self, line: Line) {
        eprintln!("{line}");
        self.lines.push(line);
    }

    /// A file for the time of a measurement.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Measures each of the contenders in turn, the order reversed every other round, and takes the medians.
    pub fn compare<const N: usize>(
        &self,
        contenders: [Contender<'_>; N],
        load: &Load<'_>,
        state: State,
    ) -> Result<[Measured; N]> {
        let mut legs: [Vec<Measured>; N] = std::array::from_fn(|_| Vec::new());
        for round in 0..self.rounds {
            for turn in 0..N {
                let index = if round % 2 == 0 { turn } else { N - 1 - turn };
                legs[index].push(self.leg(&contenders[index], load, state)?);
            }
        }
        Ok(legs.map(|legs| median_of(&legs)))
    }

    fn leg(&self, contender: &Contender<'_>, load: &Load<'_>, state: State) -> Result<Measured> {
        let Contender { design, seed } = contender;
        let database = match state {
            State::Writing => seed.copy(&self.scratch("written.db"))?,
            State::Warm | State::Cold => seed.path.clone(),
        };
        let server = Server::start(design, &database, &self.folder)?;
        if state == State::Warm {
            Load { seconds: 1, ..*load }.run(&server.base, &self.folder)?;
        }
        self.measure(&server, load)
    }

    /// Puts the load on a server.
    pub fn measure(&self, server: &Server, load: &Load<'_>) -> Result<Measured> {
        let before = server.cpu()?;
        let figures = load.run(&server.base, &self.folder)?;
        let requests = figures.requests as f64;
        Ok(Measured {
            rate: requests / figures.micros as f64 * 1e6,
            p50: figures.p50 as f64 / 1e3,
            p99: figures.p99 as f64 / 1e3,
            cpu: (server.cpu()? - before) / requests * 1e6,
            memory: server.memory()? as f64 / (1024.0 * 1024.0),
        })
    }
}

/// Of each figure the one in the middle.
fn median_of(legs: &[Measured]) -> Measured {
    let of = |figure: fn(&Measured) -> f64| median(legs.iter().map(figure).collect());
    Measured {
        rate: of(|leg| leg.rate),
        p50: of(|leg| leg.p50),
        p99: of(|leg| leg.p99),
        cpu: of(|leg| leg.cpu),
        memory: of(|leg| leg.memory),
    }
}

/// The one in the middle; of an even number the mean of the two there; of none nothing.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match (figures.len() % 2, figures.get(middle.wrapping_sub(1)), figures.get(middle)) {
        (0, Some(below), Some(above)) => (below + above) / 2.0,
        (_, _, Some(figure)) => *figure,
        _ => f64::NAN,
    }
}

/// Removes what a measurement wrote.
pub fn clean(folder: &Path) {
    crate::seed::remove(&folder.join("written.db"));
}
