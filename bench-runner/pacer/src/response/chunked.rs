//! The chunked transfer coding (RFC 9112, section 7.1), fed in pieces of any size.

use super::Malformed;

/// Longest chunk-size line or trailer section; an endless one must not be read for ever.
const LINE_BYTES_MAX: u32 = 4096;

#[derive(Debug, Default)]
pub(super) struct Chunked {
    state: State,
    body_bytes: u64,
}

#[derive(Debug)]
enum State {
    /// Hexadecimal digits of the size; `digits` counts them.
    Size {
        size: u64,
        digits: u32,
    },
    /// White space after the size.
    SizeSpace {
        size: u64,
        length: u32,
    },
    /// Extensions, ignored, until the line ends.
    Extension {
        size: u64,
        length: u32,
    },
    SizeLineFeed {
        size: u64,
    },
    Data {
        left: u64,
    },
    DataCarriageReturn,
    DataLineFeed,
    /// After the last chunk, at the start of a line; `length` is that of the whole section.
    Trailer {
        length: u32,
    },
    TrailerName {
        length: u32,
    },
    TrailerValue {
        length: u32,
    },
    TrailerLineFeed {
        length: u32,
    },
    LastLineFeed,
    Done,
}

impl Default for State {
    fn default() -> Self {
        Self::Size { size: 0, digits: 0 }
    }
}

impl Chunked {
    /// Length of the decoded body so far.
    pub(super) fn body_bytes(&self) -> u64 {
        self.body_bytes
    }

    /// Takes the next bytes; true when the last chunk and its trailers are in.
    pub(super) fn feed(&mut self, mut bytes: &[u8]) -> Result<bool, Malformed> {
        while let Some(&byte) = bytes.first() {
            if let State::Data { left } = &mut self.state {
                // Data is skipped in one step, not byte by byte.
                let taken = (bytes.len() as u64).min(*left);
                *left -= taken;
                self.body_bytes += taken;
                bytes = &bytes[taken as usize..];
                if *left == 0 {
                    self.state = State::DataCarriageReturn;
                }
                continue;
            }
            self.state = self.state.after(byte)?;
            bytes = &bytes[1..];
        }
        Ok(matches!(self.state, State::Done))
    }
}

impl State {
    fn after(&self, byte: u8) -> Result<Self, Malformed> {
        match self {
            Self::Size { .. } | Self::SizeSpace { .. } | Self::Extension { .. } => {
                self.after_in_size_line(byte)
            }
            Self::Trailer { .. } | Self::TrailerName { .. } | Self::TrailerValue { .. } => {
                self.after_in_trailer(byte)
            }
            _ => self.after_in_line_end(byte),
        }
    }

    fn after_in_size_line(&self, byte: u8) -> Result<Self, Malformed> {
        Ok(match (self, byte) {
            (
                Self::Size { digits: 1.., size }
                | Self::SizeSpace { size, .. }
                | Self::Extension { size, .. },
                b'\r',
            ) => Self::SizeLineFeed { size: *size },
            (Self::Size { digits: 1.., size }, b' ' | b'\t') => {
                Self::SizeSpace { size: *size, length: 1 }
            }
            (Self::Size { digits: 1.., size }, b';') => Self::Extension { size: *size, length: 1 },
            // 15 digits hold any size below 2^60, so the shift cannot overflow.
            (Self::Size { size, digits: digits @ ..15 }, byte) => {
                let digit = char::from(byte).to_digit(16).ok_or(Malformed)?;
                Self::Size { size: (size << 4) | u64::from(digit), digits: digits + 1 }
            }
            (Self::SizeSpace { size, length: length @ ..LINE_BYTES_MAX }, b' ' | b'\t') => {
                Self::SizeSpace { size: *size, length: length + 1 }
            }
            (Self::SizeSpace { size, length }, b';') => {
                Self::Extension { size: *size, length: *length }
            }
            (Self::Extension { size, length: length @ ..LINE_BYTES_MAX }, byte)
                if is_text(byte) =>
            {
                Self::Extension { size: *size, length: length + 1 }
            }
            _ => return Err(Malformed),
        })
    }

    fn after_in_trailer(&self, byte: u8) -> Result<Self, Malformed> {
        Ok(match (self, byte) {
            (Self::Trailer { .. }, b'\r') => Self::LastLineFeed,
            (
                Self::Trailer { length: length @ ..LINE_BYTES_MAX }
                | Self::TrailerName { length: length @ ..LINE_BYTES_MAX },
                byte,
            ) if is_token(byte) => Self::TrailerName { length: length + 1 },
            (Self::TrailerName { length }, b':') => Self::TrailerValue { length: *length },
            (Self::TrailerValue { length }, b'\r') => Self::TrailerLineFeed { length: *length },
            (Self::TrailerValue { length: length @ ..LINE_BYTES_MAX }, byte) if is_text(byte) => {
                Self::TrailerValue { length: length + 1 }
            }
            _ => return Err(Malformed),
        })
    }

    fn after_in_line_end(&self, byte: u8) -> Result<Self, Malformed> {
        Ok(match (self, byte) {
            (Self::SizeLineFeed { size: 0 }, b'\n') => Self::Trailer { length: 0 },
            (Self::SizeLineFeed { size }, b'\n') => Self::Data { left: *size },
            (Self::DataCarriageReturn, b'\r') => Self::DataLineFeed,
            (Self::DataLineFeed, b'\n') => Self::default(),
            (Self::TrailerLineFeed { length }, b'\n') => Self::Trailer { length: *length },
            (Self::LastLineFeed, b'\n') => Self::Done,
            _ => return Err(Malformed),
        })
    }
}

/// Of a field name (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Of a field value or an extension: no control character but the tab (RFC 9110, section 5.5).
fn is_text(byte: u8) -> bool {
    byte == b'\t' || (byte >= b' ' && byte != 0x7f)
}
