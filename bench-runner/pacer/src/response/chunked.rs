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
    /// After the size: extensions, ignored, until the line ends.
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
    /// After the last chunk; `line` is the length of the current trailer line.
    Trailer {
        total: u32,
        line: u32,
    },
    TrailerLineFeed {
        total: u32,
        line: u32,
    },
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
        Ok(match (self, byte) {
            (Self::Size { digits: 1.., size }, b'\r') => Self::SizeLineFeed { size: *size },
            (Self::Size { digits: 1.., size }, b';' | b' ' | b'\t') => {
                Self::Extension { size: *size, length: 1 }
            }
            // 15 digits hold any size below 2^60, so the shift cannot overflow.
            (Self::Size { size, digits: digits @ ..15 }, byte) => {
                let digit = char::from(byte).to_digit(16).ok_or(Malformed)?;
                Self::Size { size: (size << 4) | u64::from(digit), digits: digits + 1 }
            }
            (Self::Extension { size, .. }, b'\r') => Self::SizeLineFeed { size: *size },
            (Self::Extension { size, length: length @ ..LINE_BYTES_MAX }, byte)
                if byte != b'\n' =>
            {
                Self::Extension { size: *size, length: length + 1 }
            }
            (Self::SizeLineFeed { size: 0 }, b'\n') => Self::Trailer { total: 0, line: 0 },
            (Self::SizeLineFeed { size }, b'\n') => Self::Data { left: *size },
            (Self::DataCarriageReturn, b'\r') => Self::DataLineFeed,
            (Self::DataLineFeed, b'\n') => Self::default(),
            (Self::Trailer { total, line }, b'\r') => {
                Self::TrailerLineFeed { total: *total, line: *line }
            }
            (Self::Trailer { total: total @ ..LINE_BYTES_MAX, line }, byte) if byte != b'\n' => {
                Self::Trailer { total: total + 1, line: line + 1 }
            }
            (Self::TrailerLineFeed { line: 0, .. }, b'\n') => Self::Done,
            (Self::TrailerLineFeed { total, .. }, b'\n') => {
                Self::Trailer { total: *total, line: 0 }
            }
            _ => return Err(Malformed),
        })
    }
}
