//! Sending requests and reading answers: the hot path. One write and one read a request, no
//! allocation, two readings of the clock.

use super::connecting::is_not_now;
use super::{Engine, NEVER, Source, Waiting};
use crate::connection::{Exchange, State};
use crate::counts::Outcome;
use crate::environment::{Environment, Event};
use crate::recorder::Times;
use crate::request::Message;
use crate::response::{Malformed, Progress, Response};

/// Full buffers read of one connection at a time, a mebibyte in all. An answer that comes as fast as it
/// is read would otherwise stop the clock for everybody: no arrival, no time-out, no end.
const READS_MAX: usize = 16;

impl<E: Environment> Engine<E> {
    pub(super) fn on_event(&mut self, event: Event) {
        let index = event.connection;
        match self.connections[index].state {
            State::Closed => {}
            State::Connecting => self.on_connecting(event),
            State::Dialling(exchange) => self.on_dialling(event, exchange),
            State::Closing => self.on_closing(event),
            State::Idle => self.read_idle(index),
            State::Busy(exchange) => {
                if exchange.written < self.message_bytes(index, exchange) {
                    self.write(index, exchange);
                }
                self.read_answer(event);
            }
        }
    }

    /// An open connection, or a slot for one, has nothing in flight: gives it its next request, if
    /// there is one.
    pub(super) fn continue_with(&mut self, index: usize) {
        if let Some(waiting) = self.waiting.pop_front() {
            return self.send(index, waiting);
        }
        if let Source::Closed { mix, random, numbers, threads } = &mut self.source {
            let now_ns = self.environment.now_ns();
            if self.zero_ns <= now_ns && now_ns < self.window_end_ns {
                let operation = mix.draw(random);
                let number = numbers[operation];
                numbers[operation] += *threads;
                self.recorder.counts.scheduled += 1;
                self.enter();
                let begun = Waiting { operation, number, intended_ns: now_ns, noticed_ns: now_ns };
                return self.send_at(index, begun, now_ns);
            }
        }
        let state = if self.new_connections { State::Closed } else { State::Idle };
        self.set(index, state, NEVER);
        self.idle.push_back(index);
    }

    /// Open loop: sends an arrival. Lag and wait are kept apart, because the first is our fault
    /// and the second is the plan's (too few connections) or the server's (too slow).
    pub(super) fn send(&mut self, index: usize, waiting: Waiting) {
        let now_ns = self.environment.now_ns();
        self.recorder.schedule_lag.record_ns(waiting.noticed_ns - waiting.intended_ns);
        self.recorder.connection_wait.record_ns(now_ns - waiting.noticed_ns);
        self.send_at(index, waiting, now_ns);
    }

    fn send_at(&mut self, index: usize, waiting: Waiting, sent_ns: u64) {
        let Waiting { operation, number, intended_ns, noticed_ns } = waiting;
        let exchange = Exchange { operation, intended_ns, sent_ns, written: 0 };
        let request = &self.requests[operation];
        let connection = &mut self.connections[index];
        connection.reader.start(request.is_head);
        if let Message::Template(template) = &request.message {
            template.render(number, &mut connection.rendered);
        }
        self.trace_sent(index, noticed_ns);
        if self.new_connections {
            return self.dial(index, exchange);
        }
        self.set(index, State::Busy(exchange), intended_ns + self.timeout_ns);
        self.write(index, exchange);
    }

    fn message_bytes(&self, index: usize, exchange: Exchange) -> usize {
        self.requests[exchange.operation].bytes(&self.connections[index].rendered).len()
    }

    pub(super) fn write(&mut self, index: usize, mut exchange: Exchange) {
        let bytes = self.requests[exchange.operation].bytes(&self.connections[index].rendered);
        match self.environment.write(index, &bytes[exchange.written..]) {
            Ok(count) => {
                self.recorder.bytes_sent += count as u64;
                if exchange.written == 0 && count > 0 {
                    self.recorder.sent(exchange.sent_ns - self.zero_ns);
                }
                exchange.written += count;
                self.connections[index].state = State::Busy(exchange);
            }
            Err(error) if is_not_now(&error) => {}
            Err(_) => self.broken(index, exchange),
        }
    }

    pub(super) fn read_answer(&mut self, event: Event) {
        let index = event.connection;
        for _ in 0..READS_MAX {
            let State::Busy(exchange) = self.connections[index].state else {
                return;
            };
            let count = match self.environment.read(index, &mut self.read_buffer) {
                Ok(0) => return self.peer_closed(event, exchange),
                Ok(count) => count,
                Err(error) if is_not_now(&error) => return,
                Err(_) => return self.broken(index, exchange),
            };
            self.recorder.bytes_received += count as u64;
            self.trace_read(index);
            let bytes = &self.read_buffer[..count];
            match self.connections[index].reader.feed(bytes) {
                Ok(Progress::Incomplete) => {}
                Ok(Progress::Complete(response)) => {
                    return self.answered(event, exchange, response);
                }
                Err(Malformed) => return self.malformed(index, exchange),
            }
            // A read that leaves room in the buffer has emptied the socket: epoll(7) says so of
            // stream sockets, and kqueue's EV_CLEAR behaves alike. A second read only to be told
            // "nothing there" would cost a system call a request. A close that was announced with
            // these bytes is not announced again, though.
            if count < self.read_buffer.len() && !event.is_read_closed {
                return;
            }
        }
        self.leave_unread(event);
    }

    /// Lets the others have their turn. What lies unread will not be announced again.
    pub(super) fn leave_unread(&mut self, event: Event) {
        match &mut self.connections[event.connection].unread {
            Some(earlier) => earlier.is_read_closed |= event.is_read_closed,
            none => {
                *none = Some(event);
                self.unread.push(event.connection);
            }
        }
    }

    pub(super) fn read_idle(&mut self, index: usize) {
        match self.environment.read(index, &mut self.read_buffer) {
            Err(error) if is_not_now(&error) => {}
            Ok(_) | Err(_) => self.lost_while_idle(index),
        }
    }

    fn answered(&mut self, event: Event, exchange: Exchange, response: Response) {
        let index = event.connection;
        let now_ns = self.environment.now_ns();
        let request = &self.requests[exchange.operation];
        let outcome = if Some(response.status) == request.refusal_status {
            Outcome::Refused
        } else if response.status != request.status {
            Outcome::InvalidStatus
        } else if request.body_bytes.is_some_and(|expected| expected != response.body_bytes) {
            Outcome::InvalidLength
        } else {
            Outcome::Valid
        };
        self.recorder.status(response.status);
        let is_fully_sent = exchange.written == self.message_bytes(index, exchange);
        self.end(index, exchange, outcome, now_ns);
        let connection = &mut self.connections[index];
        connection.failures = 0;
        connection.has_answered = true;
        // A server may refuse a body before it has read it all; the rest of the request is still
        // due on this connection then, so no other can follow on it.
        let keep_alive = response.keep_alive && is_fully_sent;
        if event.is_read_closed || !(keep_alive || self.new_connections) {
            self.reopen(index, now_ns);
        } else if self.new_connections {
            self.let_close(index, now_ns);
        } else {
            self.continue_with(index);
        }
    }

    fn peer_closed(&mut self, event: Event, exchange: Exchange) {
        match self.connections[event.connection].reader.finish() {
            Some(response) => {
                self.answered(Event { is_read_closed: true, ..event }, exchange, response);
            }
            None => self.broken(event.connection, exchange),
        }
    }

    fn broken(&mut self, index: usize, exchange: Exchange) {
        self.end_and_reopen(index, exchange, Outcome::Failed);
    }

    fn malformed(&mut self, index: usize, exchange: Exchange) {
        self.end_and_reopen(index, exchange, Outcome::Malformed);
    }

    fn end_and_reopen(&mut self, index: usize, exchange: Exchange, outcome: Outcome) {
        let now_ns = self.environment.now_ns();
        self.end(index, exchange, outcome, now_ns);
        self.connections[index].failures += 1;
        self.reopen(index, now_ns);
    }

    /// A request is over; its connection is not Busy any more.
    pub(super) fn end(&mut self, index: usize, exchange: Exchange, outcome: Outcome, now_ns: u64) {
        let was_sent = exchange.written > 0;
        let times = Times {
            intended_ns: exchange.intended_ns - self.zero_ns,
            sent_ns: was_sent.then_some(exchange.sent_ns - self.zero_ns),
            ended_ns: now_ns - self.zero_ns,
        };
        self.recorder.ended(exchange.operation, outcome, times);
        self.record_exchange(index, exchange, Some((outcome, now_ns)));
        self.in_flight -= 1;
        self.set(index, State::Idle, NEVER);
    }
}
