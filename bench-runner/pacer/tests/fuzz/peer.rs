//! A world whose servers do anything, in time that is a number: partial reads and writes, delays,
//! closes, resets, garbage, answers nobody asked for, answers without end.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::io::{self, ErrorKind};

use pacer::environment::{Environment, Event};
use pacer::random::Random;

use crate::draw::{any_bytes, below, cut, once_in};
use crate::message::message;
use crate::mutate::mutate;

const MS: u64 = 1_000_000;
/// What a system call takes. Time passes in them, or an endless answer could be read in no time.
const CALL_NS: u64 = 3_000;
/// No run drawn here needs as many, unless it does not end.
const CALLS_MAX: u64 = 5_000_000;

pub(crate) struct Hostile {
    random: Random,
    now_ns: u64,
    stop_ns: u64,
    calls: u64,
    sockets: Vec<Option<Socket>>,
    /// When something may have happened, and on which connection.
    agenda: BinaryHeap<Reverse<(u64, usize)>>,
}

struct Socket {
    /// When the handshake ends, and whether well.
    opens: (u64, bool),
    script: VecDeque<(u64, Act)>,
    unread: Vec<u8>,
    state: SocketState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SocketState {
    Open,
    Endless,
    Closed,
    Reset,
}

enum Act {
    Say(Vec<u8>),
    Become(SocketState),
}

impl Hostile {
    /// `stop_ns` is when the user stops the run.
    pub(crate) fn new(random: Random, connections: usize, stop_ns: u64) -> Self {
        let sockets = (0..connections).map(|_| None).collect();
        Self { random, now_ns: 0, stop_ns, calls: 0, sockets, agenda: BinaryHeap::new() }
    }

    /// Time passes in a call.
    fn call(&mut self) {
        self.now_ns += CALL_NS;
        self.calls += 1;
        assert!(self.calls < CALLS_MAX, "the run does not end");
    }

    fn once_in(&mut self, times: usize) -> bool {
        once_in(&mut self.random, times)
    }

    /// Soon, or in up to a second.
    fn later(&mut self) -> u64 {
        let limit = [MS / 50, MS / 50, MS, MS, 20 * MS, 1000 * MS][below(&mut self.random, 6)];
        self.now_ns + 1 + below(&mut self.random, limit as usize) as u64
    }

    fn hint(&mut self, connection: usize) {
        let at_ns = self.later();
        self.agenda.push(Reverse((at_ns, connection)));
    }

    fn socket(&mut self, connection: usize) -> io::Result<&mut Socket> {
        let now_ns = self.now_ns;
        let socket = self.sockets[connection].as_mut().ok_or(ErrorKind::NotConnected)?;
        while socket.script.front().is_some_and(|(at_ns, _)| *at_ns <= now_ns) {
            match socket.script.pop_front() {
                Some((_, Act::Say(bytes))) => socket.unread.extend(bytes),
                Some((_, Act::Become(state))) => socket.state = state,
                None => {}
            }
        }
        Ok(socket)
    }

    /// What the server does from here on.
    fn answer(&mut self, connection: usize) {
        let mut bytes = match below(&mut self.random, 10) {
            0..5 => b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".to_vec(),
            5 | 6 => message(&mut self.random).bytes,
            7 => any_bytes(&mut self.random, 30),
            8 => Vec::new(),
            _ => b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n".to_vec(),
        };
        if self.once_in(6) {
            mutate(&mut self.random, &mut bytes);
        }
        let cuts = below(&mut self.random, 4);
        let pieces = cut(&mut self.random, &bytes, cuts);
        let mut acts: Vec<Act> = pieces.into_iter().map(|piece| Act::Say(piece.to_vec())).collect();
        let ends = [SocketState::Closed, SocketState::Reset, SocketState::Endless];
        if let Some(end) = ends.get(below(&mut self.random, 12)) {
            acts.push(Act::Become(*end));
        }
        let mut at_ns = self.now_ns;
        for act in acts {
            if self.once_in(2) {
                at_ns = at_ns.max(self.later());
            }
            self.agenda.push(Reverse((at_ns, connection)));
            if let Some(socket) = &mut self.sockets[connection] {
                socket.script.push_back((at_ns, act));
            }
        }
    }
}

impl Environment for Hostile {
    fn now_ns(&self) -> u64 {
        self.now_ns
    }

    fn connect(&mut self, connection: usize) -> io::Result<()> {
        self.call();
        assert!(self.sockets[connection].is_none(), "the last socket is closed first");
        if self.once_in(30) {
            return Err(ErrorKind::AddrNotAvailable.into());
        }
        let opens = (self.later(), !self.once_in(8));
        self.agenda.push(Reverse((opens.0, connection)));
        let (script, unread) = Default::default();
        let socket = Socket { opens, script, unread, state: SocketState::Open };
        self.sockets[connection] = Some(socket);
        if self.once_in(20) {
            self.answer(connection);
        }
        Ok(())
    }

    fn is_connected(&mut self, connection: usize) -> io::Result<bool> {
        self.call();
        let now_ns = self.now_ns;
        match self.socket(connection)?.opens {
            (at_ns, _) if at_ns > now_ns => Ok(false),
            (_, true) => Ok(true),
            (_, false) => Err(ErrorKind::ConnectionRefused.into()),
        }
    }

    fn write(&mut self, connection: usize, bytes: &[u8]) -> io::Result<usize> {
        self.call();
        assert!(!bytes.is_empty(), "nothing is no write");
        if self.socket(connection)?.state == SocketState::Reset || self.once_in(60) {
            return Err(ErrorKind::BrokenPipe.into());
        }
        if self.once_in(10) {
            self.hint(connection);
            let kinds = [ErrorKind::WouldBlock, ErrorKind::Interrupted];
            return Err(kinds[below(&mut self.random, 2)].into());
        }
        let is_whole = !self.once_in(5);
        let taken = if is_whole { bytes.len() } else { below(&mut self.random, bytes.len()) };
        if is_whole || self.once_in(10) {
            self.answer(connection);
        }
        if !is_whole {
            self.hint(connection);
        }
        Ok(taken)
    }

    fn read(&mut self, connection: usize, buffer: &mut [u8]) -> io::Result<usize> {
        self.call();
        let socket = self.socket(connection)?;
        if !socket.unread.is_empty() {
            let count = buffer.len().min(socket.unread.len());
            buffer[..count].copy_from_slice(&socket.unread[..count]);
            socket.unread.drain(..count);
            return Ok(count);
        }
        match socket.state {
            SocketState::Open => Err(ErrorKind::WouldBlock.into()),
            SocketState::Endless => {
                buffer.fill(b'a');
                Ok(buffer.len())
            }
            SocketState::Closed => Ok(0),
            SocketState::Reset => Err(ErrorKind::ConnectionReset.into()),
        }
    }

    fn close(&mut self, connection: usize) {
        self.call();
        self.sockets[connection] = None;
    }

    fn wait(&mut self, until_ns: u64, events: &mut Vec<Event>) -> io::Result<()> {
        self.call();
        let next_ns = self.agenda.peek().map_or(u64::MAX, |Reverse((at_ns, _))| *at_ns);
        self.now_ns = self.now_ns.max(until_ns.min(next_ns).min(self.stop_ns));
        while let Some(Reverse((at_ns, connection))) = self.agenda.peek().copied() {
            if at_ns > self.now_ns {
                break;
            }
            self.agenda.pop();
            let is_read_closed = self.socket(connection).is_ok_and(|socket| {
                matches!(socket.state, SocketState::Closed | SocketState::Reset)
            });
            events.push(Event { connection, is_read_closed });
        }
        // Hints may be false.
        if self.once_in(20) {
            let connection = below(&mut self.random, self.sockets.len());
            events.push(Event { connection, is_read_closed: false });
        }
        Ok(())
    }

    fn is_interrupted(&self) -> bool {
        self.now_ns >= self.stop_ns
    }
}
