//! Sending an answer that does not stand in memory.

use std::io::{self, ErrorKind, Read};

use actix_web::web::Bytes;
use futures_util::stream::unfold;
use futures_util::{Stream, StreamExt as _};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::draining::UnderWay;
use crate::limits;

/// How much is read at once, on the blocking pool: much more would cost memory, much less time.
const PIECE: u64 = 128 * 1024;

/// Some of an answer; the end if it is empty; or why there is no more.
type Piece = io::Result<Bytes>;

/// What is to be read, piece by piece, each read while the one before it is being sent. Whoever takes none of them for
/// too long gets no more: a client that has gone to sleep must not keep its place and the file for ever.
/// The request is under way until all of it has been taken or thrown away.
pub(super) fn pieces(from: impl Read + Send + 'static, request: UnderWay) -> impl Stream<Item = Piece> {
    let (sender, receiver) = channel(1);
    tokio::spawn(feed(from, sender));
    unfold(Some(receiver), next).inspect(move |_| {
        // It belongs to the stream, which is dropped when the answer has been sent.
        let _ = &request;
    })
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

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::sleep;

    use super::*;
    use crate::draining::Draining;

    fn sent(from: impl Read + Send + 'static) -> impl Stream<Item = Piece> {
        pieces(from, Arc::new(Draining::default()).enter())
    }

    #[tokio::test(start_paused = true)]
    async fn the_pieces_are_the_whole() {
        for length in [0, 1, PIECE, PIECE + 1, 3 * PIECE] {
            let pieces: Vec<_> = sent(io::repeat(b'x').take(length)).collect().await;
            let sizes: Vec<_> = pieces.into_iter().map(|piece| piece.expect("read").len() as u64).collect();
            assert_eq!(sizes.iter().sum::<u64>(), length);
            assert!(sizes.iter().all(|size| (1..=PIECE).contains(size)), "{sizes:?}");
        }
    }

    // shows: ANSWER_STALL
    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_takes_is_broken_off_and_does_not_look_complete() {
        let instant = Duration::from_millis(1);
        for (waited, is_over) in [(limits::ANSWER_STALL - instant, false), (limits::ANSWER_STALL + instant, true)] {
            let mut pieces = pin!(sent(io::repeat(b'x').take(5 * PIECE)));
            assert!(pieces.next().await.expect("a piece").is_ok());
            sleep(waited).await;
            let rest: Vec<_> = pieces.collect().await;
            let (last, read) = rest.split_last().expect("an end");
            assert!(read.iter().all(Result::is_ok));
            let failure = last.as_ref().err().map(io::Error::kind);
            assert_eq!((failure, rest.len() < 4), (is_over.then_some(ErrorKind::TimedOut), is_over), "{waited:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_cannot_be_read_is_an_error_and_the_end() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(ErrorKind::InvalidData.into())
            }
        }
        let mut pieces = pin!(sent(io::repeat(b'x').take(PIECE).chain(Broken)));
        assert!(pieces.next().await.expect("a piece").is_ok());
        assert_eq!(pieces.next().await.expect("an error").expect_err("it").kind(), ErrorKind::InvalidData);
    }
}
