//! The state of one connection. No I/O: the engine moves it from state to state.

use crate::environment::Event;
use crate::response::ResponseReader;

/// First pause after a connection failed; it doubles with each further failure.
const PAUSE_FIRST_NS: u64 = 10_000_000;
const PAUSE_DOUBLINGS_MAX: u32 = 7;

/// One connection, for as long as the engine lives.
#[derive(Debug, Default)]
pub struct Connection {
    /// What it is doing.
    pub state: State,
    /// When the state is over even if nothing happens; `u64::MAX` for never.
    pub deadline_ns: u64,
    /// Failures since the last answer, which set the pause before the next attempt.
    pub failures: u32,
    /// Whether it has been open before: opening it again is a reconnect.
    pub was_established: bool,
    /// Whether the open socket has carried an answer.
    pub has_answered: bool,
    /// The event that could not be acted on to its end, because others had to have their turn.
    pub unread: Option<Event>,
    /// Reads the answer to the request in flight.
    pub reader: ResponseReader,
    /// The request in flight, where each is different.
    pub rendered: Vec<u8>,
    /// Further moments of the request in flight; kept up while requests are recorded only.
    pub trace: Trace,
}

/// Moments that only a record of each request has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trace {
    /// When the generator acted on the intended start.
    pub noticed_ns: u64,
    /// When the first bytes of the answer were read.
    pub first_byte_ns: Option<u64>,
}

/// What a connection is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Closed; to be opened at its deadline.
    #[default]
    Closed,
    /// The handshake is going on, until the deadline.
    Connecting,
    /// Open, with nothing in flight.
    Idle,
    /// A request waits for the handshake of a connection of its own, until the deadline.
    Dialling(Exchange),
    /// A request is in flight, until the deadline.
    Busy(Exchange),
    /// The only request has been answered; until the deadline the peer may close first.
    Closing,
}

/// A request in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Index of the operation.
    pub operation: usize,
    /// When it should have started.
    pub intended_ns: u64,
    /// When its first byte was handed to the socket; while dialling, when that began.
    pub sent_ns: u64,
    /// Bytes of the request written so far.
    pub written: usize,
}

impl Connection {
    /// How long to leave a server alone before it is tried again.
    ///
    /// An orderly close costs no pause. After failures it grows from 10 ms to 1.28 s: a dead
    /// server on the same machine refuses in microseconds, and a loop without pauses would take
    /// the core that the server needs to come back.
    pub fn pause_ns(&self) -> u64 {
        match self.failures {
            0 => 0,
            failures => PAUSE_FIRST_NS << (failures - 1).min(PAUSE_DOUBLINGS_MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_with_failures_and_stay_bounded() {
        let pause_ms = |failures| {
            let connection = Connection { failures, ..Connection::default() };
            connection.pause_ns() / 1_000_000
        };
        assert_eq!([0, 1, 2, 3, 8, 9, u32::MAX].map(pause_ms), [0, 10, 20, 40, 1280, 1280, 1280]);
    }
}
