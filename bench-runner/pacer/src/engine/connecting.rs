//! Opening connections, and opening them again.

use std::io;

use super::{CONNECT_NS_MAX, Engine, NEVER};
use crate::connection::State;
use crate::environment::{Environment, Event};

impl<E: Environment> Engine<E> {
    /// Opens all connections at the plan's pace; ends when they are open, or at the connect
    /// deadline after the last with those that are. The others are tried again during the run.
    /// None is opened before time 0 where each request has its own.
    pub fn open(&mut self) -> io::Result<()> {
        if self.new_connections {
            self.free_all();
            return Ok(());
        }
        let start_ns = self.environment.now_ns();
        let last_ns = self.openings_ns.last().copied().unwrap_or(0);
        let deadline_ns = start_ns + last_ns + self.timeout_ns.min(CONNECT_NS_MAX);
        let mut events = Vec::new();
        let mut opened = 0;
        while self.idle.len() < self.connections.len() && !self.environment.is_interrupted() {
            let now_ns = self.environment.now_ns();
            if now_ns >= deadline_ns {
                break;
            }
            let due_ns = |index: usize| self.openings_ns.get(index).map(|ns| start_ns + ns);
            if due_ns(opened).is_some_and(|due_ns| due_ns <= now_ns) {
                self.connect(opened, now_ns);
                opened += 1;
                continue;
            }
            let until_ns = due_ns(opened).unwrap_or(deadline_ns);
            self.check_deadlines(now_ns);
            self.turn(until_ns, &mut events)?;
        }
        self.recorder.connections.established = self.idle.len() as u64;
        Ok(())
    }

    /// Starts an attempt.
    pub(super) fn connect(&mut self, index: usize, now_ns: u64) {
        self.set(index, State::Connecting, now_ns + self.timeout_ns);
        if self.environment.connect(index).is_err() {
            self.connect_failed(index, now_ns);
        }
    }

    /// An attempt in progress was reported to have ended.
    pub(super) fn on_connecting(&mut self, event: Event) {
        let index = event.connection;
        match self.environment.is_connected(index) {
            Ok(false) => {}
            Ok(true) => {
                let connection = &mut self.connections[index];
                connection.has_answered = false;
                let is_again = std::mem::replace(&mut connection.was_established, true);
                self.recorder.connections.reconnects += u64::from(is_again);
                // A close that came with the handshake is not announced again: a request sent now
                // would hear of it when it times out.
                self.connections[index].state = State::Idle;
                if event.is_read_closed {
                    self.read_idle(index);
                }
                if self.connections[index].state == State::Idle {
                    self.continue_with(index);
                }
            }
            Err(_) => {
                let now_ns = self.environment.now_ns();
                self.connect_failed(index, now_ns);
            }
        }
    }

    pub(super) fn connect_failed(&mut self, index: usize, now_ns: u64) {
        self.recorder.connections.connect_failures += 1;
        self.connections[index].failures += 1;
        self.reopen(index, now_ns);
    }

    /// Closes a connection and opens it again, after a pause if it has failed; where each request
    /// has its own, its slot goes to the next request.
    pub(super) fn reopen(&mut self, index: usize, now_ns: u64) {
        self.environment.close(index);
        self.connections[index].unread = None;
        if self.new_connections {
            return self.free(index, now_ns);
        }
        // While draining only what is in flight counts; a new connection would have nothing to send.
        if now_ns >= self.window_end_ns && self.waiting.is_empty() {
            return self.set(index, State::Closed, NEVER);
        }
        match self.connections[index].pause_ns() {
            0 => self.connect(index, now_ns),
            pause_ns => self.set(index, State::Closed, now_ns + pause_ns),
        }
    }

    /// The peer closed a connection with nothing in flight, or sent bytes nobody asked for.
    pub(super) fn lost_while_idle(&mut self, index: usize) {
        self.idle.retain(|idle| *idle != index);
        let connection = &mut self.connections[index];
        // A server that accepts and hangs up at once must not be hammered either.
        if !connection.has_answered {
            connection.failures += 1;
        }
        let now_ns = self.environment.now_ns();
        self.reopen(index, now_ns);
    }

    /// Enters a state and keeps its deadline.
    pub(super) fn set(&mut self, index: usize, state: State, deadline_ns: u64) {
        let connection = &mut self.connections[index];
        connection.state = state;
        connection.deadline_ns = deadline_ns;
        self.check_by(deadline_ns);
    }
}

/// Whether an error only says "not now".
pub(super) fn is_not_now(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}
