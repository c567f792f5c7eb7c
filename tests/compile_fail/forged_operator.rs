//! The proof of being at the server's command line cannot be made where requests are served.

use muster::access::Operator;

fn forge() -> Operator {
    // By field name, because the message for `Operator(())` would quote the source.
    Operator { 0: () }
}

fn main() {
    let _ = forge;
}
