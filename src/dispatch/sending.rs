//! Sending an answer that does not stand in memory.

use std::io::{self, ErrorKind, Read};

use actix_web::web::Bytes;
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::limits;

/// How much is read at once, on the blocking pool: much more would cost memory, much less time.
const PIECE: u64 = 128 * 1024;

/// Some of an answer; the end if it is empty; or why there is no more.
type Piece = io::Result<Bytes>;

/// What is to be read, piece by piece, each read while the one before it is being sent. Whoever takes none of them for
/// too long gets no more: a client that has gone to sleep must not keep its place and the file for ever.
pub(super) fn pieces(from: impl Read + Send + 'static) -> impl Stream<Item = Piece> {
    let (sender, receiver) = channel(1);
    tokio::spawn(feed(from, sender));
    unfold(Some(receiver), next)
}

/// An empty piece stands for the end: if there is none, the answer has been broken off, and must not look complete.
async fn next(receiver: Option<Receiver<Piece>>) -> Option<(Piece, Option<Receiver<Piece>>)> {
    let mut receiver = receiver?;
    match receiver.recv().await {
        Some(Ok(piece)) if piece.is_empty() => None,
        Some(piece) => Some((piece, Some(receiver))),
        None => Some((Err(ErrorKind::TimedOut.into()), None)),
    }
}

async fn feed(mut from: impl Read + Send + 'static, sender: Sender<Piece>) {
    loop {
        let reading = spawn_blocking(move || {
            let piece = read(&mut from);
            (from, piece)
        });
        let Ok((rest, piece)) = reading.await else { return };
        from = rest;
        let goes_on = piece.as_ref().is_ok_and(|piece| !piece.is_empty());
        match timeout(limits::ANSWER_STALL, sender.send(piece)).await {
            Ok(Ok(())) if goes_on => {}
            _ => return,
        }
    }
}

/// The next piece; an empty one at the end.
fn read(from: &mut impl Read) -> Piece {
    let mut piece = Vec::with_capacity(PIECE as usize);
    from.take(PIECE).read_to_end(&mut piece)?;
    Ok(piece.into())
}
