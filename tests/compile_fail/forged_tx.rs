//! A transaction cannot be made around a connection of one's own: only the store begins and ends them.

use muster::store::Tx;
use rusqlite::Connection;

fn forge<'c>(known: Tx<'c>, conn: &'c Connection) -> Tx<'c> {
    Tx { conn, ..known }
}

fn main() {
    let _ = forge;
}
