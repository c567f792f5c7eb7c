//! A transaction cannot be made around a connection of one's own: only the store begins and ends them.

use jiff::Timestamp;
use muster::limits::Limits;
use muster::store::Tx;
use rusqlite::Connection;

fn forge<'c>(conn: &'c Connection, now: Timestamp, limits: &'c Limits) -> Tx<'c> {
    Tx { conn, now, limits }
}

fn main() {
    let _ = forge;
}
