//! A whole run: one event loop a thread, a common time 0, and the sum of what they saw.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::engine::{CONNECT_NS_MAX, Engine, Finished, GRACE_NS};
use crate::network::{Network, TIMER, check_sources};
use crate::plan::Plan;
use crate::process::{Usage, raise_file_limit};
use crate::record::{ROWS_MAX, Record};
use crate::report::{Report, Whole};
use crate::signals::StopSignals;

/// How far ahead time 0 is announced, so that all threads are awake when it comes.
const START_NS: u64 = 1_000_000;

/// A report, and the signal that ended the run early, if one did.
pub struct Outcome {
    /// The result.
    pub report: Report,
    /// Number of the signal.
    pub signal: Option<i32>,
    /// Each request, by thread, if that was asked for.
    pub records: Vec<Record>,
}

/// The address of a plan's server, which its source addresses can reach. The error is one sentence.
pub fn resolve(plan: &Plan) -> Result<SocketAddr, String> {
    let fault = |reason: String| {
        format!("The host {:?} has no address: {reason}. Check the plan's host.", plan.host)
    };
    let mut addresses = (plan.host.as_str(), plan.port)
        .to_socket_addrs()
        .map_err(|error| fault(error.to_string()))?;
    let address = addresses.next().ok_or_else(|| fault("none found".to_owned()))?;
    check_sources(plan, address)?;
    Ok(address)
}

/// Runs a plan, recording each request or not. An error is a fault of pacer or its machine; a
/// server's faults are results.
pub fn run(plan: &Plan, address: SocketAddr, is_recorded: bool) -> io::Result<Outcome> {
    raise_file_limit();
    let signals = StopSignals::hold_back();
    let epoch = Instant::now();
    let interrupted = Arc::new(AtomicBool::new(false));
    let mut threads = Vec::new();
    let mut wakers = Vec::new();
    for index in 0..plan.threads {
        let (network, waker) = Network::new(plan, index, address, epoch, Arc::clone(&interrupted))?;
        wakers.push(waker);
        let mut engine = Engine::new(plan, index, network);
        if is_recorded {
            engine = engine.recording(ROWS_MAX / plan.threads);
        }
        threads.push(Worker::start(engine, index)?);
    }
    let signal = signals.watch(interrupted, wakers)?;

    let bound = Duration::from_nanos(plan.opening_ns(plan.connections) + CONNECT_NS_MAX + GRACE_NS);
    for worker in &threads {
        worker.opened.recv_timeout(bound).map_err(stuck)??;
    }
    let usage_before = Usage::now()?;
    let zero_ns = epoch.elapsed().as_nanos() as u64 + START_NS;
    let started_at = SystemTime::now().duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    for worker in &threads {
        // A thread that is gone shows itself when its result is asked for.
        let _ = worker.zero_ns.send(zero_ns);
    }
    let bound = Duration::from_secs_f64(plan.seconds + plan.timeout_seconds)
        + Duration::from_nanos(3 * GRACE_NS);
    let deadline = Instant::now() + bound;
    let mut finished = Vec::new();
    // Closed at the end of this function.
    let mut networks = Vec::new();
    for worker in &threads {
        let left = deadline.saturating_duration_since(Instant::now());
        let (one, network) = worker.finished.recv_timeout(left).map_err(stuck)??;
        finished.push(one);
        networks.push(network);
    }
    let whole = Whole {
        started_at_unix_ms: started_at.as_millis() as u64,
        window_ns: finished.iter().map(|it| it.window_ns).max().unwrap_or(0),
        elapsed_ns: finished.iter().map(|it| it.elapsed_ns).max().unwrap_or(0),
        spun_ns: finished.iter().map(|it| it.spun_ns).sum(),
        is_interrupted: finished.iter().any(|it| it.is_interrupted),
        timer: TIMER,
        usage: Usage::now()?.since(usage_before),
        records: finished.iter_mut().filter_map(|it| it.record.take()).collect(),
    };
    if !whole.is_interrupted {
        thread::sleep(Duration::from_secs_f64(plan.keep_open_seconds));
    }
    Ok(Outcome {
        report: add_up(plan, finished, &whole)?,
        signal: Some(signal.load(Ordering::Relaxed)).filter(|_| whole.is_interrupted),
        records: whole.records,
    })
}

/// The ends of the channels to one event loop.
struct Worker {
    opened: Receiver<io::Result<()>>,
    zero_ns: Sender<u64>,
    finished: Receiver<io::Result<(Finished, Network)>>,
}

impl Worker {
    fn start(mut engine: Engine<Network>, index: usize) -> io::Result<Self> {
        let (opened_sender, opened) = channel();
        let (zero_ns, zero_receiver) = channel();
        let (finished_sender, finished) = channel();
        let body = move || {
            let opening = engine.open();
            let is_open = opening.is_ok();
            // Sending fails only when the main thread has given up, and then nobody listens.
            let _ = opened_sender.send(opening);
            if let (true, Ok(zero_ns)) = (is_open, zero_receiver.recv()) {
                let _ = finished_sender.send(engine.run_and_keep_open(zero_ns));
            }
        };
        thread::Builder::new().name(format!("loop-{index}")).spawn(body)?;
        Ok(Self { opened, zero_ns, finished })
    }
}

fn add_up(plan: &Plan, finished: Vec<Finished>, whole: &Whole) -> io::Result<Report> {
    let mut records = finished.into_iter().map(|it| it.recorder);
    let mut sum = records.next().ok_or_else(|| io::Error::other("no event loop ran"))?;
    for record in records {
        sum.add(&record);
    }
    Ok(Report::of(plan, &sum, whole))
}

fn stuck(error: RecvTimeoutError) -> io::Error {
    match error {
        RecvTimeoutError::Timeout => io::Error::other("an event loop did not end in time"),
        RecvTimeoutError::Disconnected => io::Error::other("an event loop ended unexpectedly"),
    }
}
