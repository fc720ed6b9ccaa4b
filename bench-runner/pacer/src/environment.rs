//! The world an engine runs in. Clock and sockets come through one door, because in a simulation
//! waiting for a socket is what moves the clock.

use std::io;

/// What became possible on a connection. A hint: a false one must do no harm.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Which connection.
    pub connection: usize,
    /// The peer has sent its last byte, so reading must go on until it is seen.
    pub is_read_closed: bool,
}

/// A monotonic clock and the sockets of one event loop, all non-blocking.
///
/// Connections are numbered from 0; at most one socket exists for each number. Readiness is
/// edge-triggered: an event is reported once for new bytes, not again while they lie unread.
pub trait Environment {
    /// Nanoseconds since a fixed moment, the same for all event loops of a run.
    fn now_ns(&self) -> u64;
    /// Starts to connect; an event follows when the attempt has ended.
    fn connect(&mut self, connection: usize) -> io::Result<()>;
    /// Whether an attempt succeeded (true), is still going on (false), or failed.
    fn is_connected(&mut self, connection: usize) -> io::Result<bool>;
    /// Writes as much as the socket takes.
    fn write(&mut self, connection: usize, bytes: &[u8]) -> io::Result<usize>;
    /// Reads what is there; 0 when the peer has closed.
    fn read(&mut self, connection: usize, buffer: &mut [u8]) -> io::Result<usize>;
    /// Closes the socket, if any.
    fn close(&mut self, connection: usize);
    /// Sleeps until something happens, or until the time given, and fills `events`.
    fn wait(&mut self, until_ns: u64, events: &mut Vec<Event>) -> io::Result<()>;
    /// How long it has waited awake, for a moment too near to sleep: CPU time that was to spare.
    fn spun_ns(&self) -> u64 {
        0
    }
    /// Whether the user asked to stop.
    fn is_interrupted(&self) -> bool;
}
