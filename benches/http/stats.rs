//! Medians, and how long something takes.

use std::time::Instant;

use crate::trouble::Result;

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

/// How many milliseconds it takes; putting away what it comes to does not count.
pub fn millis<T>(work: impl FnOnce() -> Result<T>) -> Result<f64> {
    let began = Instant::now();
    let done = work()?;
    let took = began.elapsed();
    drop(done);
    Ok(took.as_secs_f64() * 1e3)
}
