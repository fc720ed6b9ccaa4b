//! A connection for each request: dialled at its start, closed after its answer.
//!
//! The plan's connections are slots then, each with room for one. A free slot is `Closed`, has no
//! deadline, and stands in `idle`; a closed loop that pauses after a failure keeps its slot from it.

use super::connecting::is_not_now;
use super::{Engine, Source};
use crate::connection::{Exchange, State};
use crate::counts::Outcome;
use crate::environment::{Environment, Event};

/// How long a server that has answered may take to close. One that was asked to must (RFC 9112,
/// section 9.6), and those measured here do in microseconds.
const CLOSE_NS_MAX: u64 = 100_000_000;

impl<E: Environment> Engine<E> {
    /// At time 0 nothing is open.
    pub(super) fn free_all(&mut self) {
        self.idle.extend(0..self.connections.len());
    }

    /// Starts to connect for a request, at its `sent_ns`.
    pub(super) fn dial(&mut self, index: usize, exchange: Exchange) {
        self.set(index, State::Dialling(exchange), exchange.intended_ns + self.timeout_ns);
        if self.environment.connect(index).is_err() {
            // Seen in its turn, when asked how the attempt is going. Acted on here it would free the
            // slot for a waiting request, whose own failure would do the same, each a call deeper.
            self.leave_unread(Event { connection: index, is_read_closed: false });
        }
    }

    /// An attempt was reported to have ended.
    pub(super) fn on_dialling(&mut self, event: Event, exchange: Exchange) {
        let index = event.connection;
        match self.environment.is_connected(index) {
            Ok(false) => {}
            Ok(true) => {
                let now_ns = self.environment.now_ns();
                self.recorder.connections.opened += 1;
                self.recorder.connect_time.record_ns(now_ns - exchange.sent_ns);
                let connected = Exchange { sent_ns: now_ns, ..exchange };
                self.connections[index].state = State::Busy(connected);
                self.write(index, connected);
                // A close that came with the handshake is not announced again.
                if event.is_read_closed {
                    self.read_answer(event);
                }
            }
            Err(_) => {
                let now_ns = self.environment.now_ns();
                self.dial_failed(index, exchange, Outcome::Failed, now_ns);
            }
        }
    }

    /// An attempt failed or took too long, and so has its request: nothing is tried twice.
    pub(super) fn dial_failed(
        &mut self,
        index: usize,
        exchange: Exchange,
        outcome: Outcome,
        now_ns: u64,
    ) {
        self.recorder.connections.connect_failures += 1;
        self.recorder.connect_time.record_ns(now_ns - exchange.sent_ns);
        self.end(index, exchange, outcome, now_ns);
        self.connections[index].failures += 1;
        self.reopen(index, now_ns);
    }

    /// Gives the server the time to close first. Whoever does keeps the pair of ports for a while
    /// after (TIME_WAIT, RFC 9293, section 3.6.1), a minute on Linux: on its side that hinders
    /// nobody, on ours it takes an ephemeral port from the connections that follow.
    pub(super) fn let_close(&mut self, index: usize, now_ns: u64) {
        self.set(index, State::Closing, now_ns + CLOSE_NS_MAX);
    }

    pub(super) fn on_closing(&mut self, event: Event) {
        let index = event.connection;
        if !event.is_read_closed {
            match self.environment.read(index, &mut self.read_buffer) {
                Err(error) if is_not_now(&error) => return,
                Ok(_) | Err(_) => {}
            }
        }
        let now_ns = self.environment.now_ns();
        self.reopen(index, now_ns);
    }

    /// A slot has no connection any more. A closed loop pauses after a failure, because its next
    /// request is due as soon as the last one has ended; an open loop's come when they are due.
    pub(super) fn free(&mut self, index: usize, now_ns: u64) {
        match (&self.source, self.connections[index].pause_ns()) {
            (Source::Closed { .. }, pause_ns @ 1..) => {
                self.set(index, State::Closed, now_ns + pause_ns);
            }
            _ => self.continue_with(index),
        }
    }
}
