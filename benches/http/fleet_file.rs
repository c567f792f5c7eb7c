//! A large fleet as the file that an operator would import.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::trouble::Result;

/// A tracker of the file.
pub struct Row {
    /// What it is called.
    pub label: String,
    /// What its device calls itself.
    pub device_id: String,
    /// The device's model.
    pub model: &'static str,
    /// Its number.
    pub phone: String,
}

/// The file's rows.
pub fn rows(count: i64) -> impl Iterator<Item = Row> {
    (0..count).map(move |index| Row {
        label: format!("Lorry {index}"),
        // No device comes in the order of its id.
        device_id: format!("{:015}", 350_000_000_000_000 + index * 7_919 % count),
        model: "bench_tracker",
        phone: format!("4366{index:08}"),
    })
}

/// Writes the file.
pub fn write(path: &Path, count: i64) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "label,device_id,model,phone")?;
    for Row { label, device_id, model, phone } in rows(count) {
        writeln!(file, "{label},{device_id},{model},{phone}")?;
    }
    Ok(file.flush()?)
}
