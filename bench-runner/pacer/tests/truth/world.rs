//! What may be special about a simulated world, and what it saw of the engine.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::simulation::{NEVER, ZERO_NS};

const CONNECT_NS: u64 = 50_000;

/// What is special about a simulated world.
#[derive(Clone, Copy)]
pub(crate) struct Quirks {
    /// When the user stops it, from time 0.
    pub(crate) stop_ns: u64,
    /// When the user stops it before time 0, from the beginning.
    pub(crate) stop_at_ns: Option<u64>,
    /// The generator does not get its core from the first moment to the second, from time 0.
    pub(crate) frozen_ns: (u64, u64),
    /// Bytes that a socket takes at a time.
    pub(crate) write_bytes_max: usize,
    /// How long after an answer the server closes, unannounced.
    pub(crate) close_ns: Option<u64>,
    /// The server closes with the handshake.
    pub(crate) is_hanging_up: bool,
    /// How an attempt to connect goes that begins at a moment; both from time 0, which it is for
    /// plans alone that open nothing before.
    pub(crate) dial: Option<fn(u64) -> Dial>,
}

/// How an attempt to connect goes.
#[derive(Clone, Copy)]
pub(crate) enum Dial {
    /// It succeeds then.
    Opens(u64),
    /// It fails then.
    Refused(u64),
    /// There is no attempt: the generator's own machine has no port left.
    Impossible,
}

/// What the world saw of the engine.
#[derive(Default)]
pub(crate) struct Seen {
    /// When each connection was opened.
    pub(crate) opened_ns: RefCell<Vec<u64>>,
    /// Most sockets at once.
    pub(crate) open_max: Cell<u64>,
    pub(crate) clock_readings: Cell<u64>,
    pub(crate) reads_and_writes: Cell<u64>,
}

pub(crate) type Log = Rc<Seen>;

impl Quirks {
    pub(crate) fn stop_at_ns(&self) -> u64 {
        self.stop_at_ns.unwrap_or(self.stop_ns.saturating_add(ZERO_NS))
    }

    /// An attempt that begins at `now_ns`; its end is counted as that is, from the beginning.
    pub(crate) fn dial(&self, connection: usize, now_ns: u64) -> Dial {
        let Some(dial) = self.dial else {
            // Not all at the same moment.
            return Dial::Opens(now_ns + CONNECT_NS * (1 + connection as u64 % 4));
        };
        match dial(now_ns - ZERO_NS) {
            Dial::Opens(at_ns) => Dial::Opens(at_ns.saturating_add(ZERO_NS)),
            Dial::Refused(at_ns) => Dial::Refused(at_ns.saturating_add(ZERO_NS)),
            Dial::Impossible => Dial::Impossible,
        }
    }
}

impl Default for Quirks {
    fn default() -> Self {
        Self {
            stop_ns: NEVER,
            stop_at_ns: None,
            frozen_ns: (NEVER, NEVER),
            write_bytes_max: usize::MAX,
            close_ns: None,
            is_hanging_up: false,
            dial: None,
        }
    }
}

impl Dial {
    /// When it has ended; nothing if there is no attempt.
    pub(crate) fn ends_ns(self) -> Option<u64> {
        match self {
            Self::Opens(at_ns) | Self::Refused(at_ns) => Some(at_ns),
            Self::Impossible => None,
        }
    }
}
