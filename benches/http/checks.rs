//! What is compared must be alike: checked before it is timed.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::bare;
use crate::bench::Bench;
use crate::client;
use crate::process::{Design, Server};
use crate::request::Request;
use crate::seed::Seed;
use crate::trouble::{Result, Trouble};

/// Makes sure that Muster, the textbook server and the bare one give the same answer: status, headers, body. The bare
/// one, which has learnt it from Muster, is what this returns.
pub fn reads(bench: &Bench, seed: &Seed, request: &Request) -> Result<Design> {
    let ask = |design: &Design| {
        let server = Server::start(design, &seed.path, &bench.folder)?;
        client::succeed(&server.base, request)
    };
    let wanted = ask(&Design::Muster)?;
    let bare = Design::Bare(bare::record(&wanted, bench.scratch("answer.json"))?);
    let wanted = wanted.nameless();
    for design in [&bare, &Design::Textbook] {
        let got = ask(design)?.nameless();
        if got != wanted {
            return Err(format!("{design:?} answers {got:?}, and Muster {wanted:?}").into());
        }
    }
    Ok(bare)
}

/// Makes sure that Muster and the textbook server give the same answer to a write, and write the same rows.
pub fn writes(bench: &Bench, seed: &Seed, request: &Request) -> Result<()> {
    let write = |design: &Design| {
        let seed = seed.copy(&bench.scratch("written.db"))?;
        let server = Server::start(design, &seed.path, &bench.folder)?;
        let answer = client::succeed(&server.base, request)?.nameless();
        drop(server);
        Ok::<_, Trouble>((answer, rows(&Connection::open(&seed.path)?)?))
    };
    let (wanted, textbook) = (write(&Design::Muster)?, write(&Design::Textbook)?);
    if textbook == wanted { Ok(()) } else { Err(format!("textbook: {textbook:?}\nMuster: {wanted:?}").into()) }
}

/// What a write may have written, without the moment: counters, records, and how groups and trackers are now.
fn rows(conn: &Connection) -> Result<Vec<Vec<Value>>> {
    let mut found = Vec::new();
    for sql in [
        "SELECT * FROM id_counters",
        "SELECT account_id, number, sub_user_id, category, action, entry_id, payload, host, user_agent FROM audit_records",
        "SELECT account_id, id, title, color, description, modified_at > created_at FROM tracker_groups
         WHERE modified_at >= unixepoch() - 60 AND id > (SELECT next_id - 2 FROM id_counters WHERE entity = 'tracker_group')",
        "SELECT group_id, count(*), sum(id) FROM trackers GROUP BY group_id",
    ] {
        let mut statement = conn.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            found.push((0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?);
        }
    }
    Ok(found)
}
