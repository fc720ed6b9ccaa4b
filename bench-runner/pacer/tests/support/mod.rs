//! A world in which time is a number: the engine's own code against a server that is a formula.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

use pacer::engine::{Engine, Finished};
use pacer::environment::{Environment, Event};
use pacer::plan::Plan;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const CONNECT_NS: u64 = 50_000;

/// Time 0 of the simulated runs: everything is connected long before.
pub(crate) const ZERO_NS: u64 = 1_000_000_000;
pub(crate) const MS: u64 = 1_000_000;
pub(crate) const SECOND: u64 = 1_000_000_000;
pub(crate) const NEVER: u64 = u64::MAX;

/// Runs a plan against `server`: from when a request arrives to when it is answered, both in ns
/// from time 0.
pub(crate) fn simulate(plan: &Plan, server: impl FnMut(u64) -> u64) -> Finished {
    simulate_until(plan, NEVER, server)
}

/// The same, with a user who stops it `stop_ns` after time 0.
pub(crate) fn simulate_until(
    plan: &Plan,
    stop_ns: u64,
    server: impl FnMut(u64) -> u64,
) -> Finished {
    let world = Simulation {
        now_ns: 0,
        stop_ns: stop_ns.saturating_add(ZERO_NS),
        server,
        sockets: vec![None; plan.connections],
        agenda: BinaryHeap::new(),
    };
    let mut engine = Engine::new(plan, 0, world);
    engine.open().expect("a simulation has no faults of its own");
    let finished = engine.run(ZERO_NS).expect("a simulation has no faults of its own");
    assert_all_accounted_for(&finished);
    finished
}

/// A plan with one GET. `arrivals` is its JSON.
pub(crate) fn plan(arrivals: &str, seconds: f64, connections: usize, timeout_seconds: f64) -> Plan {
    let json = format!(
        r#"{{"host":"127.0.0.1","port":1,"threads":1,"connections":{connections},
        "arrivals":{arrivals},"seconds":{seconds},"timeoutSeconds":{timeout_seconds},
        "operations":[{{"id":"get","weight":1,"method":"GET","path":"/",
        "expect":{{"status":200,"bodyBytes":2}}}}]}}"#
    );
    Plan::parse(json.as_bytes()).expect("the tests' own plans are right")
}

/// Asserts that a value is the one theory gives, within 1 %.
#[track_caller]
pub(crate) fn assert_within_1_percent(what: &str, measured: f64, theory: f64) {
    let off = (measured / theory - 1.0).abs();
    assert!(off <= 0.01, "{what}: measured {measured}, theory {theory}");
}

fn assert_all_accounted_for(finished: &Finished) {
    let counts = &finished.recorder.counts;
    let ended = counts.valid
        + counts.invalid_status
        + counts.invalid_length
        + counts.malformed
        + counts.timed_out
        + counts.failed;
    assert_eq!(counts.scheduled, ended + counts.unfinished, "{counts:?}");
    assert_eq!(finished.recorder.response_time().count(), ended, "{counts:?}");
}

struct Simulation<S> {
    now_ns: u64,
    stop_ns: u64,
    server: S,
    sockets: Vec<Option<Socket>>,
    /// When something happens, and on which connection.
    agenda: BinaryHeap<Reverse<(u64, usize)>>,
}

#[derive(Clone, Copy)]
struct Socket {
    open_ns: u64,
    answer_ns: Option<u64>,
}

impl<S: FnMut(u64) -> u64> Environment for Simulation<S> {
    fn now_ns(&self) -> u64 {
        self.now_ns
    }

    fn connect(&mut self, connection: usize) -> io::Result<()> {
        let open_ns = self.now_ns + CONNECT_NS;
        self.sockets[connection] = Some(Socket { open_ns, answer_ns: None });
        self.agenda.push(Reverse((open_ns, connection)));
        Ok(())
    }

    fn is_connected(&mut self, connection: usize) -> io::Result<bool> {
        Ok(self.sockets[connection].is_some_and(|socket| socket.open_ns <= self.now_ns))
    }

    fn write(&mut self, connection: usize, bytes: &[u8]) -> io::Result<usize> {
        let answer_ns = (self.server)(self.now_ns - ZERO_NS).saturating_add(ZERO_NS);
        let socket = self.sockets[connection].as_mut().ok_or(io::ErrorKind::NotConnected)?;
        assert!(socket.answer_ns.is_none(), "one request at a time on a connection");
        socket.answer_ns = Some(answer_ns);
        self.agenda.push(Reverse((answer_ns, connection)));
        Ok(bytes.len())
    }

    fn read(&mut self, connection: usize, buffer: &mut [u8]) -> io::Result<usize> {
        let socket = self.sockets[connection].as_mut().ok_or(io::ErrorKind::NotConnected)?;
        if socket.answer_ns.is_none_or(|answer_ns| answer_ns > self.now_ns) {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        socket.answer_ns = None;
        buffer[..ANSWER.len()].copy_from_slice(ANSWER);
        Ok(ANSWER.len())
    }

    fn close(&mut self, connection: usize) {
        self.sockets[connection] = None;
    }

    fn wait(&mut self, until_ns: u64, events: &mut Vec<Event>) -> io::Result<()> {
        let next_ns = self.agenda.peek().map_or(NEVER, |Reverse((at_ns, _))| *at_ns);
        self.now_ns = self.now_ns.max(until_ns.min(next_ns).min(self.stop_ns));
        while let Some(Reverse((at_ns, connection))) = self.agenda.peek().copied() {
            if at_ns > self.now_ns {
                break;
            }
            self.agenda.pop();
            events.push(Event { connection, is_read_closed: false });
        }
        Ok(())
    }

    fn is_interrupted(&self) -> bool {
        self.now_ns >= self.stop_ns
    }
}
