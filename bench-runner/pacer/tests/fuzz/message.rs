//! Answers that are right, in every form that RFC 9112 allows, with what they must be read as.

use pacer::random::Random;
use pacer::response::Response;

use crate::draw::{any_bytes, below, once_in, one_of};

/// An answer and its reading.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) bytes: Vec<u8>,
    pub(crate) to_head: bool,
    pub(crate) reading: Response,
    /// Whether only the end of the connection ends it.
    pub(crate) until_close: bool,
}

/// Draws one, with interim answers before it now and then.
pub(crate) fn message(random: &mut Random) -> Message {
    let mut bytes = Vec::new();
    while once_in(random, 6) {
        let status = *one_of(random, &[&100, &102, &103, &199]);
        status_line(random, &mut bytes, 1, status);
        fillers(random, &mut bytes);
        end_line(random, &mut bytes);
    }
    let version = usize::from(!once_in(random, 5));
    let to_head = once_in(random, 10);
    let status = match below(random, 8) {
        0 => 204,
        1 => 304,
        2 => 200 + below(random, 800) as u16,
        _ => 200,
    };
    status_line(random, &mut bytes, version, status);
    fillers(random, &mut bytes);
    let body = any_bytes_of_any_length(random);
    let has_none = to_head || matches!(status, 204 | 304);
    let framing = Framing::draw(random, version);
    let mut encoded = Vec::new();
    match framing {
        Framing::Length => {
            let length = body.len();
            let value = *one_of(random, &[&"L", &"L", &"00L", &"L,\tL", &"L"]);
            field(random, &mut bytes, "Content-Length", &value.replace('L', &length.to_string()));
            encoded.extend_from_slice(&body);
        }
        Framing::Chunked => {
            field(random, &mut bytes, "Transfer-Encoding", "chunked");
            chunks(random, &body, &mut encoded);
        }
        Framing::UntilClose => encoded.extend_from_slice(&body),
    }
    let persistence = persistence(random, &mut bytes, version);
    fillers(random, &mut bytes);
    end_line(random, &mut bytes);
    if !has_none {
        bytes.extend_from_slice(&encoded);
    }
    let until_close = !has_none && matches!(framing, Framing::UntilClose);
    let reading = Response {
        status,
        body_bytes: if has_none { 0 } else { body.len() as u64 },
        keep_alive: persistence && !until_close,
    };
    Message { bytes, to_head, reading, until_close }
}

enum Framing {
    Length,
    Chunked,
    UntilClose,
}

impl Framing {
    fn draw(random: &mut Random, version: usize) -> Self {
        match below(random, 5) {
            0 => Self::UntilClose,
            1 | 2 if version == 1 => Self::Chunked,
            _ => Self::Length,
        }
    }
}

fn any_bytes_of_any_length(random: &mut Random) -> Vec<u8> {
    let length_max = *one_of(random, &[&1, &20, &20, &300, &5000]);
    let length = below(random, length_max);
    any_bytes(random, length)
}

fn status_line(random: &mut Random, bytes: &mut Vec<u8>, version: usize, status: u16) {
    let reason = *one_of(random, &[&"", &" ", &" OK", &" Not \tquite \u{e9}"]);
    bytes.extend_from_slice(format!("HTTP/1.{version} {status}{reason}").as_bytes());
    end_line(random, bytes);
}

/// Fields that say nothing of the framing.
fn fillers(random: &mut Random, bytes: &mut Vec<u8>) {
    while once_in(random, 2) {
        let name =
            *one_of(random, &[&"X", &"content-lengthy", &"Connection-", &"!#$%&'*+-.^_`|~9"]);
        let value =
            *one_of(random, &[&"", &"x", &"a, b;c=\"d\"", &"\u{fe}\u{ff}", &"chunked", &"12"]);
        field(random, bytes, name, value);
    }
}

/// Letters in either case, white space and folds around the value; at times CR LF is only LF.
fn field(random: &mut Random, bytes: &mut Vec<u8>, name: &str, value: &str) {
    let name = match below(random, 3) {
        0 => name.to_ascii_lowercase(),
        1 => name.to_ascii_uppercase(),
        _ => name.to_owned(),
    };
    let before = *one_of(random, &[&"", &" ", &"\t ", &" ", &"\r\n "]);
    let after = *one_of(random, &[&"", &"", &" ", &"\t\t", &" \r\n\t"]);
    bytes.extend_from_slice(format!("{name}:{before}{value}{after}").as_bytes());
    end_line(random, bytes);
}

fn end_line(random: &mut Random, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(if once_in(random, 20) { b"\n" } else { b"\r\n" });
}

/// Says, or leaves it to the version, whether the connection stays open; answers whether it does.
fn persistence(random: &mut Random, bytes: &mut Vec<u8>, version: usize) -> bool {
    let (value, stays) = match below(random, 6) {
        0 => ("close", false),
        1 => ("Keep-Alive", true),
        2 => ("x,\tCLOSE ,keep-alive", false),
        3 => ("keep-alive,closed", true),
        _ => return version == 1,
    };
    field(random, bytes, "Connection", value);
    stays
}

fn chunks(random: &mut Random, mut body: &[u8], bytes: &mut Vec<u8>) {
    while !body.is_empty() {
        let size_max = body.len().min(1 << below(random, 13));
        let size = 1 + below(random, size_max);
        let text = match below(random, 3) {
            0 => format!("{size:X}"),
            1 => format!("{size:07x}"),
            _ => format!("{size:x}"),
        };
        size_line(random, &text, bytes);
        bytes.extend_from_slice(&body[..size]);
        bytes.extend_from_slice(b"\r\n");
        body = &body[size..];
    }
    let last = *one_of(random, &[&"0", &"000"]);
    size_line(random, last, bytes);
    while once_in(random, 4) {
        let trailer = *one_of(random, &[&"X-Sum: 1\r\n", &"y:\r\n", &"Content-Length: 9\r\n"]);
        bytes.extend_from_slice(trailer.as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
}

fn size_line(random: &mut Random, size: &str, bytes: &mut Vec<u8>) {
    let extension = *one_of(random, &[&"", &"", &"", &";a", &" ; b=\"c\\\";\"", &" ", &"\t;d=1;e"]);
    bytes.extend_from_slice(format!("{size}{extension}\r\n").as_bytes());
}
