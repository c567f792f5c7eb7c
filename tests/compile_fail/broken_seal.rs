//! The seal of `Access` cannot be put on a type of one's own: its module is private.

struct Everybody;

impl muster::access::sealed::MadeHere for Everybody {}

fn main() {}
