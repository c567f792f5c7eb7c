//! The constructor of the operator's proof belongs to the program itself; whoever uses the library has none.

use muster::access::Operator;

fn main() {
    let _ = Operator::at_the_command_line();
}
