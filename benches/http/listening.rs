//! How the baseline servers listen: as Muster does, and telling the address in the same words.

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;

use crate::trouble::Result;

/// What stands before the address.
pub const ANNOUNCEMENT: &str = "listening on http://";

/// Any free port of this machine alone.
pub fn bind() -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Tells whoever started this process where it listens.
pub fn announce(address: SocketAddr) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{ANNOUNCEMENT}{address}")?;
    Ok(stdout.flush()?)
}

/// One worker a core.
pub fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}
