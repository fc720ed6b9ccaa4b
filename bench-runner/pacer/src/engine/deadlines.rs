//! Acting on what did not happen in time.

use super::{Engine, NEVER};
use crate::connection::State;
use crate::counts::Outcome;
use crate::environment::Environment;

/// Deadlines are looked through at most this often, so that 10,000 of them cost little.
const CHECK_INTERVAL_NS: u64 = 1_000_000;

impl<E: Environment> Engine<E> {
    /// Makes sure that deadlines are looked through by then.
    pub(super) fn check_by(&mut self, deadline_ns: u64) {
        self.next_check_ns = self.next_check_ns.min(deadline_ns);
    }

    /// Acts on every deadline that has passed.
    pub(super) fn check_deadlines(&mut self, now_ns: u64) {
        if now_ns < self.next_check_ns {
            return;
        }
        self.next_check_ns = NEVER;
        // Before a connection becomes free for one of them, whose time could be over already.
        while let Some(first) = self.waiting.front().copied() {
            let deadline_ns = first.intended_ns + self.timeout_ns;
            if deadline_ns > now_ns {
                self.check_by(deadline_ns);
                break;
            }
            self.waiting.pop_front();
            self.give_up_waiting(first, now_ns);
        }
        for index in 0..self.connections.len() {
            if self.connections[index].deadline_ns <= now_ns {
                self.on_deadline(index, now_ns);
            }
            self.check_by(self.connections[index].deadline_ns);
        }
        self.next_check_ns = self.next_check_ns.max(now_ns + CHECK_INTERVAL_NS);
    }

    fn on_deadline(&mut self, connection: usize, now_ns: u64) {
        match self.connections[connection].state {
            State::Closed if self.new_connections => self.continue_with(connection),
            State::Closed => self.connect(connection, now_ns),
            State::Connecting => self.connect_failed(connection, now_ns),
            State::Dialling(exchange) => {
                self.dial_failed(connection, exchange, Outcome::TimedOut, now_ns);
            }
            State::Closing => self.reopen(connection, now_ns),
            State::Busy(exchange) => {
                self.end(connection, exchange, Outcome::TimedOut, now_ns);
                self.reopen(connection, now_ns);
            }
            State::Idle => {}
        }
    }
}
