//! What all rows share: the settings, where files are kept, and how contenders are measured side by side.

use std::path::PathBuf;

use crate::load::{Figures, Load};
use crate::process::{Design, Server};
use crate::report::Line;
use crate::seed::{self, Seed, Shape};
use crate::stats::median;
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
#[derive(Clone)]
pub struct Contender<'a> {
    /// Which server.
    pub design: Design,
    /// On which database.
    pub seed: &'a Seed,
    /// By which of its accounts.
    pub shape: Shape,
    /// In which state.
    pub state: State,
}

/// In which state a server is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// After a second of the same load, which only reads.
    Warm,
    /// Started anew.
    Cold,
    /// Started anew, on a copy of the database that it may write to.
    Writing,
}

/// What a leg came to; of several, what they did in the middle.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    /// Requests a second.
    pub rate: f64,
    /// Milliseconds.
    pub p50: f64,
    /// Milliseconds.
    pub p99: f64,
    /// Microseconds of the server's processor time a request.
    pub cpu: f64,
}

impl Measured {
    /// What is known of something that is no server.
    pub fn rate(rate: f64) -> Self {
        Self { rate, p50: f64::NAN, p99: f64::NAN, cpu: f64::NAN }
    }

    fn of(figures: &Figures, cpu_seconds: f64) -> Self {
        let requests = figures.requests as f64;
        Self {
            rate: requests / figures.micros as f64 * 1e6,
            p50: figures.p50 as f64 / 1e3,
            p99: figures.p99 as f64 / 1e3,
            cpu: cpu_seconds / requests * 1e6,
        }
    }

    /// Of each figure the one in the middle.
    pub fn median(legs: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| median(legs.iter().map(figure).collect());
        Self { rate: of(|leg| leg.rate), p50: of(|leg| leg.p50), p99: of(|leg| leg.p99), cpu: of(|leg| leg.cpu) }
    }
}

impl Bench {
    /// Adds a line to the report, and shows it.
    pub fn add(&mut self, line: Line) {
        eprintln!("{line}");
        self.lines.push(line);
    }

    /// A file for the time of a measurement.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(format!("scratch-{name}"))
    }

    /// How many times something is done that is over at once.
    pub fn shots(&self) -> usize {
        5 * self.rounds
    }

    /// Runs each leg in turn, so many times, the order reversed every other time.
    pub fn in_turn<T, const N: usize>(&self, times: usize, legs: [&dyn Fn() -> Result<T>; N]) -> Result<[Vec<T>; N]> {
        let mut outcomes = std::array::from_fn(|_| Vec::new());
        for round in 0..times {
            for turn in 0..N {
                let index = if round % 2 == 0 { turn } else { N - 1 - turn };
                outcomes[index].push(legs[index]()?);
            }
        }
        Ok(outcomes)
    }

    /// Puts the same load on each of the contenders in turn, and takes the medians.
    pub fn compare<const N: usize>(&self, contenders: [&Contender<'_>; N], load: &Load<'_>) -> Result<[Measured; N]> {
        let legs = contenders.map(|contender| move || self.leg(contender, load));
        let outcomes = self.in_turn(self.rounds, legs.each_ref().map(|leg| leg as &dyn Fn() -> Result<Measured>))?;
        Ok(outcomes.map(|legs| Measured::median(&legs)))
    }

    /// Starts a server and puts the load on it.
    pub fn leg(&self, contender: &Contender<'_>, load: &Load<'_>) -> Result<Measured> {
        let server = self.start(contender)?;
        if contender.state == State::Warm {
            Load { seconds: 1, ..*load }.run(&server.base, &contender.shape, &self.folder)?;
        }
        self.measure(&server, &contender.shape, load)
    }

    /// Starts a server, on a copy if it is to write.
    pub fn start(&self, contender: &Contender<'_>) -> Result<Server> {
        let Contender { design, seed, state, .. } = contender;
        let database = match state {
            State::Writing => seed.copy(&self.scratch("written.db"))?.path,
            State::Warm | State::Cold => {
                seed.page_in()?;
                seed.path.clone()
            }
        };
        Server::start(design, &database, &self.folder)
    }

    /// Puts the load on a server.
    pub fn measure(&self, server: &Server, shape: &Shape, load: &Load<'_>) -> Result<Measured> {
        let before = server.cpu()?;
        let figures = load.run(&server.base, shape, &self.folder)?;
        Ok(Measured::of(&figures, server.cpu()? - before))
    }

    /// Puts two loads on a server at once.
    pub fn measure_both(&self, server: &Server, loads: [(&Shape, &Load<'_>); 2]) -> Result<[Measured; 2]> {
        let [one, other] = loads.map(|(shape, load)| load.start(&server.base, shape, &self.folder));
        let (one, other) = (one?.finish(), other?.finish());
        Ok([one?, other?].map(|figures| Measured::of(&figures, f64::NAN)))
    }

    /// Removes what measurements wrote.
    pub fn clean(&self) -> Result<()> {
        seed::remove_all(&self.folder, "scratch-")
    }
}
