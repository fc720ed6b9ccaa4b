//! Requests as a server sees them: where each one ends, whatever pieces the socket hands over.
//! Pure. Stricter reading would cost the CPU time that the server is there to save.

use std::mem::MaybeUninit;

/// Longest head accepted, as in the answers (`response`).
const HEAD_BYTES_MAX: usize = 16 * 1024;
const FIELDS_MAX: usize = 64;

/// A request that is complete, and what its answer depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The answer to HEAD has no body (RFC 9112, section 6.3).
    pub(super) is_head: bool,
    pub(super) keep_alive: bool,
}

/// The bytes are no HTTP/1.x request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Finds the ends of requests on one connection, pipelined ones too.
#[derive(Default)]
pub(super) struct RequestReader {
    /// A head that came in pieces; usually empty.
    partial_head: Vec<u8>,
    begun: Option<Begun>,
}

/// A request whose head is in.
struct Begun {
    asked: Asked,
    body: Body,
}

enum Body {
    Length(u64),
    Chunked(Chunks),
}

/// Where in a chunked body (RFC 9112, section 7.1) the next byte lies.
enum Chunks {
    /// In a size line; digits end at the first byte that is none.
    Size {
        size: u64,
        is_past_digits: bool,
    },
    Data(u64),
    /// In the line end after a chunk's data.
    DataEnd,
    /// After the last chunk; the length of the current trailer line.
    Trailer(u64),
}

impl RequestReader {
    /// Takes bytes from the front of `bytes` up to the end of the next request; nothing when they
    /// are used up before that.
    pub(super) fn next(&mut self, bytes: &mut &[u8]) -> Result<Option<Asked>, Malformed> {
        if self.begun.is_none() {
            self.begun = self.read_head(bytes)?;
        }
        let Some(Begun { asked, body }) = &mut self.begun else {
            return Ok(None);
        };
        let asked = *asked;
        let is_complete = match body {
            Body::Length(left) => {
                skip(bytes, left);
                *left == 0
            }
            Body::Chunked(chunks) => chunks.read(bytes)?,
        };
        if is_complete {
            self.begun = None;
        }
        Ok(is_complete.then_some(asked))
    }

    fn read_head(&mut self, bytes: &mut &[u8]) -> Result<Option<Begun>, Malformed> {
        if bytes.is_empty() {
            return Ok(None);
        }
        let held = self.partial_head.len();
        let room = bytes.len().min(HEAD_BYTES_MAX - held);
        let parsed = if held == 0 {
            parse_head(&bytes[..room])?
        } else {
            self.partial_head.extend_from_slice(&bytes[..room]);
            parse_head(&self.partial_head)?
        };
        let Some((begun, length)) = parsed else {
            if held + room == HEAD_BYTES_MAX {
                return Err(Malformed);
            }
            if held == 0 {
                self.partial_head.extend_from_slice(bytes);
            }
            *bytes = &[];
            return Ok(None);
        };
        self.partial_head.clear();
        *bytes = &bytes[length - held..];
        Ok(Some(begun))
    }
}

impl Chunks {
    /// True when the last chunk and its trailers are in.
    fn read(&mut self, bytes: &mut &[u8]) -> Result<bool, Malformed> {
        while let Some((&byte, rest)) = bytes.split_first() {
            if let Self::Data(left) = self {
                skip(bytes, left);
                if *left == 0 {
                    *self = Self::DataEnd;
                }
                continue;
            }
            *bytes = rest;
            match self {
                Self::Size { size: 0, .. } if byte == b'\n' => *self = Self::Trailer(0),
                Self::Size { size, .. } if byte == b'\n' => *self = Self::Data(*size),
                Self::Size { size, is_past_digits } => match char::from(byte).to_digit(16) {
                    Some(digit) if !*is_past_digits => {
                        *size = size.checked_mul(16).ok_or(Malformed)? + u64::from(digit);
                    }
                    _ => *is_past_digits = true,
                },
                Self::DataEnd if byte == b'\n' => *self = Self::default(),
                Self::Trailer(0) if byte == b'\n' => return Ok(true),
                Self::Trailer(length) => match byte {
                    b'\n' => *length = 0,
                    b'\r' => {}
                    _ => *length += 1,
                },
                Self::DataEnd | Self::Data(_) => {}
            }
        }
        Ok(false)
    }
}

impl Default for Chunks {
    fn default() -> Self {
        Self::Size { size: 0, is_past_digits: false }
    }
}

fn skip(bytes: &mut &[u8], left: &mut u64) {
    let taken = (bytes.len() as u64).min(*left);
    *left -= taken;
    *bytes = &bytes[taken as usize..];
}

fn parse_head(bytes: &[u8]) -> Result<Option<(Begun, usize)>, Malformed> {
    let mut fields = [const { MaybeUninit::uninit() }; FIELDS_MAX];
    let mut request = httparse::Request::new(&mut []);
    let parsed = request.parse_with_uninit_headers(bytes, &mut fields).map_err(|_| Malformed)?;
    let httparse::Status::Complete(length) = parsed else {
        return Ok(None);
    };
    // HTTP/1.0 has no persistence that its clients can count on (RFC 9112, section 9.3).
    let mut keep_alive = request.version == Some(1);
    let mut body = Body::Length(0);
    for field in request.headers.iter() {
        match field.name.len() {
            14 if field.name.eq_ignore_ascii_case("content-length") => {
                let text = str::from_utf8(field.value).map_err(|_| Malformed)?;
                body = Body::Length(text.trim().parse().map_err(|_| Malformed)?);
            }
            17 if field.name.eq_ignore_ascii_case("transfer-encoding") => {
                body = Body::Chunked(Chunks::default());
            }
            10 if field.name.eq_ignore_ascii_case("connection") => {
                keep_alive &= !field.value.trim_ascii().eq_ignore_ascii_case(b"close");
            }
            _ => {}
        }
    }
    let asked = Asked { is_head: request.method == Some("HEAD"), keep_alive };
    Ok(Some((Begun { asked, body }, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n\
        POST /b HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /\
        HEAD /c HTTP/1.1\r\n\r\n\
        PUT /d HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
        a;x=1\r\n\r\n23456789\r\n0\r\nT: 1\r\n\r\n\
        GET /e HTTP/1.1\r\nConnection: close\r\n\r\n";

    fn read(pieces: &[&[u8]]) -> Result<Vec<Asked>, Malformed> {
        let mut reader = RequestReader::default();
        let mut all = Vec::new();
        for piece in pieces {
            let mut bytes = *piece;
            while let Some(asked) = reader.next(&mut bytes)? {
                all.push(asked);
            }
            assert!(bytes.is_empty());
        }
        Ok(all)
    }

    #[test]
    fn pipelined_requests_are_found_wherever_the_stream_is_cut() {
        let get = Asked { is_head: false, keep_alive: true };
        let expected =
            [get, get, Asked { is_head: true, ..get }, get, Asked { keep_alive: false, ..get }];
        for first in 0..=STREAM.len() {
            let (left, right) = STREAM.as_bytes().split_at(first);
            assert_eq!(read(&[left, right]).unwrap(), expected, "cut at {first}");
        }
        let bytes: Vec<&[u8]> = STREAM.as_bytes().chunks(1).collect();
        assert_eq!(read(&bytes).unwrap(), expected);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let endless = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(HEAD_BYTES_MAX));
        for bytes in [
            "SSH-2.0-OpenSSH_9.2\r\n",
            "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
            &endless,
        ] {
            assert_eq!(read(&[bytes.as_bytes()]), Err(Malformed), "{bytes:.40}");
        }
    }
}
