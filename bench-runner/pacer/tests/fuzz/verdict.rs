//! What a reader makes of a connection's bytes.

use pacer::response::{Malformed, Progress, Response, ResponseReader};

/// The whole story of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Whole with the last byte.
    Whole(Response),
    /// Whole because the connection ended here.
    WholeAtClose(Response),
    /// Not whole when the connection ended.
    CutOff,
    /// No answer, or more than one.
    Malformed,
}

/// Feeds the pieces and then closes. Bytes after a whole answer make it malformed, whether they
/// came in its last piece or in one of their own: that is chance.
pub(crate) fn verdict(pieces: &[&[u8]], to_head: bool) -> Verdict {
    let mut reader = ResponseReader::default();
    reader.start(to_head);
    for (index, piece) in pieces.iter().enumerate() {
        match reader.feed(piece) {
            Ok(Progress::Incomplete) => {}
            Ok(Progress::Complete(response)) => {
                let is_last = pieces[index + 1..].iter().all(|rest| rest.is_empty());
                return if is_last { Verdict::Whole(response) } else { Verdict::Malformed };
            }
            Err(Malformed) => return Verdict::Malformed,
        }
    }
    reader.finish().map_or(Verdict::CutOff, Verdict::WholeAtClose)
}
