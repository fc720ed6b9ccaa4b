//! The event loop: decides what happens when, and does it through an [`Environment`].
//!
//! All times inside are the environment's; the recorder is given times from time 0.

mod connecting;
mod deadlines;
mod dialling;
mod exchanging;
mod open_loop;
mod recording;

use std::collections::VecDeque;
use std::io;
use std::iter::Peekable;

use crate::connection::Connection;
use crate::environment::{Environment, Event};
use crate::mix::Mix;
use crate::plan::Plan;
use crate::random::Random;
use crate::record::Record;
use crate::recorder::Recorder;
use crate::request::Request;
use crate::schedule::Schedule;

/// Beyond the last time-out nothing is left to wait for; this much later the loop ends regardless.
pub const GRACE_NS: u64 = 1_000_000_000;
/// Longest wait for all connections before time 0.
pub const CONNECT_NS_MAX: u64 = 5_000_000_000;
const READ_BUFFER_BYTES: usize = 64 * 1024;
const NEVER: u64 = u64::MAX;

/// One event loop: its share of the plan's connections and arrivals.
pub struct Engine<E> {
    environment: E,
    requests: Vec<Request>,
    connections: Vec<Connection>,
    /// When each connection is opened first, ns from the beginning of the opening.
    openings_ns: Vec<u64>,
    source: Source,
    /// Open connections with nothing to do. First in, first out: taking the one idle longest
    /// spreads an open loop over all connections and so over a server's worker processes; the
    /// last used one (warm caches) would pin a light load to a single worker.
    idle: VecDeque<usize>,
    /// Each request has a connection of its own: see `dialling.rs`.
    new_connections: bool,
    /// Open loop: arrivals that found every connection busy, in order.
    waiting: VecDeque<Waiting>,
    /// Connections with an event to act on further, without waiting for another.
    unread: Vec<usize>,
    recorder: Recorder,
    record: Option<Record>,
    read_buffer: Box<[u8]>,
    window_ns: u64,
    timeout_ns: u64,
    /// What had been spun away when the run began.
    spun_before_ns: u64,
    zero_ns: u64,
    window_end_ns: u64,
    /// No deadline of a connection or a waiting arrival is earlier.
    next_check_ns: u64,
    in_flight: u64,
}

/// Where requests come from.
enum Source {
    /// The answer to the last one.
    Closed { mix: Mix, random: Random, numbers: Vec<u64>, threads: u64 },
    /// The timetable.
    Open(Peekable<Schedule>),
}

/// A request that should have started.
#[derive(Clone, Copy)]
struct Waiting {
    operation: usize,
    /// Which of its operation's requests it is.
    number: u64,
    intended_ns: u64,
    noticed_ns: u64,
}

/// What a finished event loop hands back.
pub struct Finished {
    /// All it recorded.
    pub recorder: Recorder,
    /// Each request, if that was asked for.
    pub record: Option<Record>,
    /// Length of its sending window; shorter than planned when interrupted.
    pub window_ns: u64,
    /// Time 0 to its end, drain included.
    pub elapsed_ns: u64,
    /// Waited awake.
    pub spun_ns: u64,
    /// Whether the user stopped it.
    pub is_interrupted: bool,
}

impl<E: Environment> Engine<E> {
    /// The event loop number `thread` of a plan.
    pub fn new(plan: &Plan, thread: usize, environment: E) -> Self {
        let window_ns = (plan.seconds * 1e9) as u64;
        let share = (thread..plan.connections).step_by(plan.threads);
        let openings_ns: Vec<u64> = share.map(|it| plan.opening_ns(it)).collect();
        let source = match Schedule::of(plan, thread) {
            Some(schedule) => Source::Open(schedule.peekable()),
            None => Source::Closed {
                mix: Mix::of(&plan.operations),
                random: Random::new(0, thread as u64),
                // Every threads-th number, so that no two threads fill in the same values.
                numbers: vec![thread as u64; plan.operations.len()],
                threads: plan.threads as u64,
            },
        };
        Self {
            environment,
            requests: Request::all(plan),
            connections: openings_ns
                .iter()
                .map(|_| Connection { deadline_ns: NEVER, ..Connection::default() })
                .collect(),
            idle: VecDeque::with_capacity(openings_ns.len()),
            new_connections: plan.new_connections,
            openings_ns,
            source,
            waiting: VecDeque::new(),
            unread: Vec::new(),
            recorder: Recorder::new(window_ns, plan.operations.len()),
            record: None,
            read_buffer: vec![0; READ_BUFFER_BYTES].into_boxed_slice(),
            window_ns,
            timeout_ns: (plan.timeout_seconds * 1e9) as u64,
            spun_before_ns: 0,
            zero_ns: NEVER,
            window_end_ns: NEVER,
            next_check_ns: NEVER,
            in_flight: 0,
        }
    }

    /// Makes it keep the times of each request, of the first `rows_max`.
    pub fn recording(mut self, rows_max: usize) -> Self {
        self.record = Some(Record::new(rows_max));
        self
    }

    /// Sends from `zero_ns` until the window ends, waits for what is still in flight, and closes.
    pub fn run(self, zero_ns: u64) -> io::Result<Finished> {
        self.run_and_keep_open(zero_ns).map(|(finished, _closed)| finished)
    }

    /// The same without closing: connections are open as long as the environment that comes back.
    pub fn run_and_keep_open(mut self, zero_ns: u64) -> io::Result<(Finished, E)> {
        self.zero_ns = zero_ns;
        // What opening spun away is in no CPU time that is reported.
        self.spun_before_ns = self.environment.spun_ns();
        self.window_end_ns = zero_ns + self.window_ns;
        let hard_end_ns = self.window_end_ns + self.timeout_ns + GRACE_NS;
        let mut events = Vec::new();
        // The threads are told time 0 slightly ahead, to begin together.
        while !self.environment.is_interrupted() {
            let now_ns = self.environment.now_ns();
            if now_ns >= zero_ns {
                break;
            }
            self.check_deadlines(now_ns);
            self.turn(zero_ns, &mut events)?;
        }
        self.start_closed_loops();
        while !self.environment.is_interrupted() {
            let now_ns = self.release_due();
            self.check_deadlines(now_ns);
            let is_done = now_ns >= self.window_end_ns && self.in_flight == 0;
            if is_done || now_ns >= hard_end_ns {
                break;
            }
            let phase_end_ns =
                if now_ns < self.window_end_ns { self.window_end_ns } else { hard_end_ns };
            let until_ns = phase_end_ns.min(self.next_arrival_ns());
            self.turn(until_ns, &mut events)?;
        }
        Ok(self.finish())
    }

    /// Sleeps until something happens, at most until `until_ns`, and acts on it.
    fn turn(&mut self, until_ns: u64, events: &mut Vec<Event>) -> io::Result<()> {
        let until_ns = if self.unread.is_empty() { until_ns.min(self.next_check_ns) } else { 0 };
        self.environment.wait(until_ns, events)?;
        for event in events.drain(..) {
            self.on_event(event);
        }
        for index in std::mem::take(&mut self.unread) {
            if let Some(event) = self.connections[index].unread.take() {
                self.on_event(event);
            }
        }
        Ok(())
    }

    fn start_closed_loops(&mut self) {
        if matches!(self.source, Source::Open(_)) {
            return;
        }
        for connection in std::mem::take(&mut self.idle) {
            self.continue_with(connection);
        }
    }

    /// One more request is in flight.
    fn enter(&mut self) {
        self.in_flight += 1;
        self.recorder.in_flight_max = self.recorder.in_flight_max.max(self.in_flight);
    }

    fn finish(mut self) -> (Finished, E) {
        let elapsed_ns = self.environment.now_ns().saturating_sub(self.zero_ns);
        let is_interrupted = self.environment.is_interrupted();
        let window_ns =
            if is_interrupted { self.window_ns.min(elapsed_ns) } else { self.window_ns };
        self.recorder.cut_window(window_ns);
        self.leave_unfinished();
        let spun_ns = self.environment.spun_ns() - self.spun_before_ns;
        let Self { environment, recorder, record, .. } = self;
        let finished =
            Finished { recorder, record, window_ns, elapsed_ns, spun_ns, is_interrupted };
        (finished, environment)
    }
}
