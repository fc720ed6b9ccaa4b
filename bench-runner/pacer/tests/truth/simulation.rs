//! A world in which time is a number: the engine's own code against a server that is a formula.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

use pacer::engine::{Engine, Finished};
use pacer::environment::{Environment, Event};
use pacer::plan::Plan;

use crate::figures::assert_all_accounted_for;
pub(crate) use crate::world::{Dial, Log, Quirks};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const WRITABLE_NS: u64 = 10_000;
/// What the system takes to find that no port is free.
const SEARCH_NS: u64 = 1_000;

/// Time 0 of the simulated runs: everything is connected long before.
pub(crate) const ZERO_NS: u64 = 2_000_000_000;
pub(crate) const MS: u64 = 1_000_000;
pub(crate) const SECOND: u64 = 1_000_000_000;
pub(crate) const NEVER: u64 = u64::MAX;

/// Runs a plan against `server`: from when a request arrives to when it is answered, both in ns
/// from time 0.
pub(crate) fn simulate(plan: &Plan, server: impl FnMut(u64) -> u64) -> Finished {
    simulate_with(plan, Quirks::default(), server)
}

/// The same in a world with quirks.
pub(crate) fn simulate_with(
    plan: &Plan,
    quirks: Quirks,
    server: impl FnMut(u64) -> u64,
) -> Finished {
    let finished = simulate_engine(plan, quirks, Log::default(), |engine| engine, server);
    assert_eq!(finished.recorder.connections.established, plan.connections as u64);
    finished
}

/// The same with connections logged and the engine prepared.
pub(crate) fn simulate_engine<S: FnMut(u64) -> u64>(
    plan: &Plan,
    quirks: Quirks,
    log: Log,
    prepare: impl FnOnce(Engine<Simulation<S>>) -> Engine<Simulation<S>>,
    server: S,
) -> Finished {
    let world = Simulation {
        now_ns: 0,
        log,
        idle_turns: 0,
        turned_ns: 0,
        quirks,
        server,
        sockets: vec![None; plan.connections],
        agenda: BinaryHeap::new(),
    };
    let mut engine = prepare(Engine::new(plan, 0, world));
    engine.open().expect("a simulation has no faults of its own");
    let finished = engine.run(ZERO_NS).expect("a simulation has no faults of its own");
    assert_all_accounted_for(&finished);
    finished
}

pub(crate) struct Simulation<S> {
    now_ns: u64,
    log: Log,
    /// Turns in a row in which neither time passed nor anything happened, and when the last one was.
    idle_turns: u32,
    turned_ns: u64,
    quirks: Quirks,
    server: S,
    sockets: Vec<Option<Socket>>,
    /// When something happens, and on which connection.
    agenda: BinaryHeap<Reverse<(u64, usize)>>,
}

#[derive(Clone, Copy)]
struct Socket {
    dial: Dial,
    /// How much of the end of a request's head (CR LF CR LF) has come in.
    matched: usize,
    answer_ns: Option<u64>,
    close_ns: u64,
}

impl<S> Simulation<S> {
    fn socket(&mut self, connection: usize) -> io::Result<&mut Socket> {
        self.sockets[connection].as_mut().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn is_closed(&self, connection: usize) -> bool {
        self.sockets[connection].is_some_and(|socket| socket.close_ns <= self.now_ns)
    }

    fn is_answered(&self, connection: usize) -> bool {
        let answer_ns = self.sockets[connection].and_then(|socket| socket.answer_ns);
        answer_ns.is_some_and(|answer_ns| answer_ns <= self.now_ns)
    }

    fn at(&mut self, at_ns: u64, connection: usize) {
        self.agenda.push(Reverse((at_ns, connection)));
    }
}

impl<S: FnMut(u64) -> u64> Environment for Simulation<S> {
    fn now_ns(&self) -> u64 {
        self.log.clock_readings.update(|count| count + 1);
        self.now_ns
    }

    fn connect(&mut self, connection: usize) -> io::Result<()> {
        self.log.opened_ns.borrow_mut().push(self.now_ns);
        let dial = self.quirks.dial(connection, self.now_ns);
        let Some(at_ns) = dial.ends_ns() else {
            self.now_ns += SEARCH_NS;
            return Err(io::ErrorKind::AddrNotAvailable.into());
        };
        let close_ns = if self.quirks.is_hanging_up { at_ns } else { NEVER };
        let socket = Socket { dial, matched: 0, answer_ns: None, close_ns };
        self.sockets[connection] = Some(socket);
        let open = self.sockets.iter().flatten().count() as u64;
        self.log.open_max.update(|most| most.max(open));
        self.at(at_ns, connection);
        Ok(())
    }

    /// As if nothing were ever slept.
    fn spun_ns(&self) -> u64 {
        self.now_ns
    }

    fn is_connected(&mut self, connection: usize) -> io::Result<bool> {
        let now_ns = self.now_ns;
        match self.socket(connection)?.dial {
            Dial::Refused(at_ns) if at_ns <= now_ns => Err(io::ErrorKind::ConnectionRefused.into()),
            Dial::Opens(at_ns) => Ok(at_ns <= now_ns),
            _ => Ok(false),
        }
    }

    fn write(&mut self, connection: usize, bytes: &[u8]) -> io::Result<usize> {
        assert!(self.is_connected(connection)?, "nothing is written before the handshake");
        // The other direction is open until a reset comes back, which none does here.
        if self.is_closed(connection) && !self.quirks.is_hanging_up {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.log.reads_and_writes.update(|count| count + 1);
        let taken = bytes.len().min(self.quirks.write_bytes_max);
        let mut socket = *self.socket(connection)?;
        assert!(socket.answer_ns.is_none(), "one request at a time on a connection");
        for byte in &bytes[..taken] {
            let is_next = *byte == b"\r\n\r\n"[socket.matched];
            socket.matched = if is_next { socket.matched + 1 } else { usize::from(*byte == b'\r') };
        }
        if socket.matched == 4 {
            socket.matched = 0;
            let answer_ns = (self.server)(self.now_ns - ZERO_NS).saturating_add(ZERO_NS);
            socket.answer_ns = Some(answer_ns);
            self.at(answer_ns, connection);
        } else {
            self.at(self.now_ns + WRITABLE_NS, connection);
        }
        self.sockets[connection] = Some(socket);
        Ok(taken)
    }

    fn read(&mut self, connection: usize, buffer: &mut [u8]) -> io::Result<usize> {
        let now_ns = self.now_ns;
        self.log.reads_and_writes.update(|count| count + 1);
        let close_after_ns = self.quirks.close_ns;
        let socket = self.socket(connection)?;
        if socket.answer_ns.is_some_and(|answer_ns| answer_ns <= now_ns) {
            socket.answer_ns = None;
            if let Some(close_ns) = close_after_ns {
                socket.close_ns = now_ns + close_ns;
                self.at(now_ns + close_ns, connection);
                // A false hint on the way, which must do no harm.
                self.at(now_ns + close_ns / 2, connection);
            }
            buffer[..ANSWER.len()].copy_from_slice(ANSWER);
            return Ok(ANSWER.len());
        }
        if self.is_closed(connection) { Ok(0) } else { Err(io::ErrorKind::WouldBlock.into()) }
    }

    fn close(&mut self, connection: usize) {
        self.sockets[connection] = None;
    }

    fn wait(&mut self, until_ns: u64, events: &mut Vec<Event>) -> io::Result<()> {
        let next_ns = self.agenda.peek().map_or(NEVER, |Reverse((at_ns, _))| *at_ns);
        let stop_ns = self.quirks.stop_at_ns();
        self.now_ns = self.now_ns.max(until_ns.min(next_ns).min(stop_ns));
        let (from_ns, to_ns) = self.quirks.frozen_ns;
        if (from_ns..to_ns).contains(&self.now_ns.saturating_sub(ZERO_NS)) {
            self.now_ns = ZERO_NS + to_ns;
        }
        while let Some(Reverse((at_ns, connection))) = self.agenda.peek().copied() {
            if at_ns > self.now_ns {
                break;
            }
            self.agenda.pop();
            // The close that follows an answer without delay is announced together with it.
            let is_with_answer = self.quirks.close_ns == Some(0) && self.is_answered(connection);
            let is_read_closed = is_with_answer || self.is_closed(connection);
            events.push(Event { connection, is_read_closed });
        }
        let is_idle = events.is_empty() && self.now_ns == self.turned_ns;
        self.idle_turns = if is_idle { self.idle_turns + 1 } else { 0 };
        self.turned_ns = self.now_ns;
        assert!(self.idle_turns < 2, "an engine that spins until {until_ns} at {}", self.now_ns);
        Ok(())
    }

    fn is_interrupted(&self) -> bool {
        self.now_ns >= self.quirks.stop_at_ns()
    }
}
