//! One HTTP/1.1 answer, read from whatever pieces the socket hands over. Pure: bytes in, verdict out.

mod chunked;
mod head;

use chunked::Chunked;
use head::{Framing, Head};

/// Longest head accepted; as Node.js 26 and the servers measured here.
const HEAD_BYTES_MAX: usize = 16 * 1024;

/// How far an answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// More bytes are needed.
    Incomplete,
    /// The answer is whole.
    Complete(Response),
}

/// What is kept of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Length of the body with its transfer coding removed.
    pub body_bytes: u64,
    /// Whether the connection may carry another request.
    pub keep_alive: bool,
}

/// The bytes are no HTTP answer, or more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// Reads one answer at a time.
#[derive(Debug, Default)]
pub struct ResponseReader {
    /// A head that came in pieces. Usually empty: a whole head is parsed where it lies.
    partial_head: Vec<u8>,
    head: Option<Head>,
    body: Body,
    body_bytes: u64,
    is_head_request: bool,
}

#[derive(Debug, Default)]
enum Body {
    #[default]
    None,
    Length(u64),
    Chunked(Chunked),
    UntilClose,
}

impl ResponseReader {
    /// Gets ready for the answer to a new request.
    pub fn start(&mut self, is_head_request: bool) {
        self.partial_head.clear();
        self.head = None;
        self.body = Body::None;
        self.body_bytes = 0;
        self.is_head_request = is_head_request;
    }

    /// Takes the next bytes. Bytes after the end of the answer are a fault, since one request is
    /// in flight on a connection at a time.
    pub fn feed(&mut self, mut bytes: &[u8]) -> Result<Progress, Malformed> {
        while self.head.is_none() {
            match self.feed_head(bytes)? {
                None => return Ok(Progress::Incomplete),
                // An interim answer (1xx) comes before the real one (RFC 9110, section 15.2).
                Some((head, used)) if head.status < 200 => {
                    bytes = &bytes[used..];
                    if head.status == 101 {
                        return Err(Malformed);
                    }
                }
                Some((head, used)) => {
                    bytes = &bytes[used..];
                    self.begin_body(head);
                }
            }
        }
        self.feed_body(bytes)
    }

    /// The peer closed. An answer that ends with the connection is whole now; any other is cut off
    /// and stays without a verdict.
    pub fn finish(&self) -> Option<Response> {
        match (&self.head, &self.body) {
            (Some(head), Body::UntilClose) => Some(self.response(head)),
            _ => None,
        }
    }

    fn feed_head(&mut self, bytes: &[u8]) -> Result<Option<(Head, usize)>, Malformed> {
        if self.partial_head.is_empty() {
            let parsed = Head::parse(bytes, self.is_head_request)?;
            if parsed.is_none() {
                self.keep_partial(bytes)?;
            }
            return Ok(parsed);
        }
        let held = self.partial_head.len();
        // The head is searched for in the held bytes and the new ones together, but only as many
        // of them are copied as a head may have: a body behind it can be large.
        let room = bytes.len().min(HEAD_BYTES_MAX.saturating_sub(held));
        self.partial_head.extend_from_slice(&bytes[..room]);
        match Head::parse(&self.partial_head, self.is_head_request)? {
            Some((head, length)) => {
                self.partial_head.clear();
                Ok(Some((head, length - held)))
            }
            None if room < bytes.len() => Err(Malformed),
            None => Ok(None),
        }
    }

    fn keep_partial(&mut self, bytes: &[u8]) -> Result<(), Malformed> {
        if bytes.len() > HEAD_BYTES_MAX {
            return Err(Malformed);
        }
        self.partial_head.extend_from_slice(bytes);
        Ok(())
    }

    fn begin_body(&mut self, head: Head) {
        self.body = match head.framing {
            Framing::None => Body::None,
            Framing::Length(length) => Body::Length(length),
            Framing::Chunked => Body::Chunked(Chunked::default()),
            Framing::UntilClose => Body::UntilClose,
        };
        self.head = Some(head);
    }

    fn feed_body(&mut self, bytes: &[u8]) -> Result<Progress, Malformed> {
        let length = bytes.len() as u64;
        let complete = match &mut self.body {
            Body::None if length > 0 => return Err(Malformed),
            Body::None => true,
            Body::Length(left) => {
                *left = left.checked_sub(length).ok_or(Malformed)?;
                self.body_bytes += length;
                *left == 0
            }
            Body::Chunked(chunked) => {
                let complete = chunked.feed(bytes)?;
                self.body_bytes = chunked.body_bytes();
                complete
            }
            Body::UntilClose => {
                self.body_bytes += length;
                false
            }
        };
        Ok(match &self.head {
            Some(head) if complete => Progress::Complete(self.response(head)),
            _ => Progress::Incomplete,
        })
    }

    fn response(&self, head: &Head) -> Response {
        Response {
            status: head.status,
            body_bytes: self.body_bytes,
            keep_alive: head.keep_alive && !matches!(self.body, Body::UntilClose),
        }
    }
}

#[cfg(test)]
mod tests;
