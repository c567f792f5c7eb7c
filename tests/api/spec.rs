//! The contract, row by row: `tests/spec/*.toml` says what is sent and what comes back, and here every row is sent by
//! every transport, to a server whose state is known before and checked after.

mod demands;
mod lists;
mod play;
mod routes;
mod row;

use self::row::rows;
use crate::support::{TestServer, Transport};

/// Makes a module for each file with a test for each transport, so that they run side by side.
macro_rules! spec_files {
    ($($file:ident)*) => {
        const FILES: &[&str] = &[$(stringify!($file)),*];

        $(mod $file {
            use crate::support::Transport;

            const FILE: &str = stringify!($file);

            #[test]
            fn by_json() {
                super::play(FILE, Transport::Json);
            }

            #[test]
            fn by_form() {
                super::play(FILE, Transport::Form);
            }

            #[test]
            fn by_query() {
                super::play(FILE, Transport::Query);
            }

            #[test]
            fn by_a_mixture() {
                super::play(FILE, Transport::Mixed);
            }

            #[test]
            fn by_header() {
                super::play(FILE, Transport::Header);
            }

            #[test]
            fn by_texts_in_json() {
                super::play(FILE, Transport::Texts);
            }
        })*
    };
}

spec_files! {
    general small api_key user user_audit user_settings subuser security_group tag
    tracker tracker_group tracker_list tracker_settings tracker_state
}

const _: () = assert!(Transport::ALL.len() == 6, "a transport without a test above");

/// Sends every row of a file that way. Rows that change nothing share a server, and are held to it.
fn play(file: &str, transport: Transport) {
    let shared = TestServer::start();
    let mut faults = Vec::new();
    for row in rows(file).iter().filter(|row| row.is_for(transport)) {
        for target in row.targets() {
            if let Err(fault) = row.play(&shared, transport, target) {
                faults.push(format!("{file}.toml: {:?}, {target} by {transport:?}:\n{fault}", row.name));
            }
        }
    }
    assert!(faults.is_empty(), "{} rows are not kept\n\n{}\n", faults.len(), faults.join("\n\n"));
}
