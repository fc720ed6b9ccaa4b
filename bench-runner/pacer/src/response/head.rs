//! Status line and header fields, and what they say about the body (RFC 9112, section 6.3).

use std::mem::MaybeUninit;

use super::{HEAD_BYTES_MAX, Malformed};

/// Most header fields accepted.
const FIELDS_MAX: usize = 96;

/// What matters of a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) keep_alive: bool,
    pub(super) framing: Framing,
}

/// How the end of the body is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    None,
    Length(u64),
    Chunked,
    UntilClose,
}

#[derive(Default)]
struct Fields {
    length: Option<u64>,
    chunked: bool,
    close: bool,
    keep_alive: bool,
}

impl Head {
    /// The head at the start of `bytes` and its length; nothing while it is incomplete.
    pub(super) fn parse(
        bytes: &[u8],
        is_head_request: bool,
    ) -> Result<Option<(Self, usize)>, Malformed> {
        // httparse skips empty lines, which only a server has to put up with (RFC 9112, section 2.2).
        // Here they are bytes after the last answer, and must not depend on when they came.
        if let Some(b'\r' | b'\n') = bytes.first() {
            return Err(Malformed);
        }
        // Left uninitialised: zeroing 96 fields would cost more than parsing the usual five.
        let mut fields = [const { MaybeUninit::uninit() }; FIELDS_MAX];
        let mut response = httparse::Response::new(&mut []);
        let parsed = httparse::ParserConfig::default()
            // A user agent has to read folded lines (RFC 9112, section 5.2).
            .allow_obsolete_multiline_headers_in_responses(true)
            .parse_response_with_uninit_headers(&mut response, bytes, &mut fields)
            .map_err(|_| Malformed)?;
        let httparse::Status::Complete(length) = parsed else {
            return Ok(None);
        };
        if length > HEAD_BYTES_MAX {
            return Err(Malformed);
        }
        let (Some(status), Some(version)) = (response.code, response.version) else {
            return Err(Malformed);
        };
        if status < 100 {
            return Err(Malformed);
        }
        let fields = Fields::of(response.headers)?;
        // HTTP/1.0 knows no transfer coding: the framing is faulty (RFC 9112, section 6.1).
        if fields.chunked && version == 0 {
            return Err(Malformed);
        }
        let head = Self {
            status,
            // Persistence is the default from HTTP/1.1 on (RFC 9112, section 9.3).
            keep_alive: !fields.close && (version == 1 || fields.keep_alive),
            framing: fields.framing(status, is_head_request)?,
        };
        Ok(Some((head, length)))
    }
}

impl Fields {
    fn of(headers: &[httparse::Header<'_>]) -> Result<Self, Malformed> {
        let mut fields = Self::default();
        for header in headers {
            // Length first: it rules out almost every field without comparing a letter.
            match header.name.len() {
                14 if header.name.eq_ignore_ascii_case("content-length") => {
                    // One value, however often it is repeated (RFC 9112, section 6.3, rule 5).
                    for value in header.value.split(|byte| *byte == b',') {
                        let length = decimal(value)?;
                        if fields.length.is_some_and(|earlier| earlier != length) {
                            return Err(Malformed);
                        }
                        fields.length = Some(length);
                    }
                }
                17 if header.name.eq_ignore_ascii_case("transfer-encoding") => {
                    // No other coding was asked for, so the server may not use one (RFC 9112, 6.1).
                    if fields.chunked || !header.value.trim_ascii().eq_ignore_ascii_case(b"chunked")
                    {
                        return Err(Malformed);
                    }
                    fields.chunked = true;
                }
                10 if header.name.eq_ignore_ascii_case("connection") => {
                    for option in header.value.split(|byte| *byte == b',') {
                        fields.close |= option.trim_ascii().eq_ignore_ascii_case(b"close");
                        fields.keep_alive |=
                            option.trim_ascii().eq_ignore_ascii_case(b"keep-alive");
                    }
                }
                _ => {}
            }
        }
        Ok(fields)
    }

    fn framing(&self, status: u16, is_head_request: bool) -> Result<Framing, Malformed> {
        match (self.chunked, self.length) {
            // Whatever the fields say (rule 1).
            _ if is_head_request || status < 200 || status == 204 || status == 304 => {
                Ok(Framing::None)
            }
            // Two framings are how messages are smuggled: to be handled as an error (rule 3).
            (true, Some(_)) => Err(Malformed),
            (true, None) => Ok(Framing::Chunked),
            (false, Some(length)) => Ok(Framing::Length(length)),
            (false, None) => Ok(Framing::UntilClose),
        }
    }
}

/// Digits only: `str::parse` would also take a plus sign.
fn decimal(value: &[u8]) -> Result<u64, Malformed> {
    let digits = value.trim_ascii();
    if digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Malformed);
    }
    Ok(digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}
