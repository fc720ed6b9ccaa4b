use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    process,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant, UNIX_EPOCH},
};

use serde::Serialize;
use tokio::runtime::{Handle, RuntimeMetrics};

const INTERVAL: Duration = Duration::from_millis(100);

// #region internals
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    at_unix_ms: u128,
    #[serde(flatten)]
    figures: &'a Figures,
}

/// What Tokio tells of itself without `tokio_unstable`.
///
/// Watch `workerBusyShare` in production, of each worker: near 1 for seconds, it has no time left, and
/// its connections wait whatever the other workers do. Their shares side by side tell whether the
/// connections were dealt out evenly. `globalQueueDepth` counts tasks that were woken from outside of
/// the worker; its own queue is not in it.
///
/// What it does not see is the computation that runs. A worker adds up its busy time when it parks
/// or has polled 61 tasks (tokio 1.54.1, `MetricsBatch::submit` in src/runtime/metrics/batch.rs):
/// one that computes for 300 ms looks idle for two lines, then has a share of about 3. The length
/// of the worker's own queue, the time of a poll and the blocking pool are unstable in 1.54.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    workers: u32,
    alive_tasks: usize,
    global_queue_depth: usize,
    /// Of the only worker, so that both are the same; servers with one runtime for all cores have the
    /// same fields.
    worker_busy_share: f64,
    worker_busy_share_mean: f64,
    /// How often the worker went to sleep: not at all where it has no rest, nor where it has nothing
    /// to do.
    worker_parks: u64,
}

/// A file for each worker, because each has a runtime of its own and tells of that alone. The threads
/// that accept connections and take signals are not among them.
pub(crate) struct Internals(Mutex<Vec<File>>);

impl Internals {
    /// Opens `<folder>/<pid>-<n>.ndjson` for each worker, `n` from 1 on.
    ///
    /// # Errors
    ///
    /// One sentence, where a file cannot be opened.
    pub(crate) fn open(folder: &Path, workers: usize) -> Result<Self, String> {
        let pid = process::id();
        let files = (1..=workers)
            .rev()
            .map(|n| open(folder, &format!("{pid}-{n}.ndjson")));
        Ok(Self(Mutex::new(files.collect::<Result<_, _>>()?)))
    }

    /// Called on a worker as it starts: appends a line to the next file each 100 ms, for as long as
    /// the process lives.
    ///
    /// From a thread of its own: a task would be polled by the worker that it is to judge, and while
    /// that computes it would say nothing, which is when one wants to know. The figures are atomics
    /// that every thread may read, so that asking costs the worker nothing.
    pub(crate) fn record(&self, worker: &Handle) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // None is left for a worker that replaces one which died.
        let Some(mut file) = files.pop() else { return };
        let metrics = worker.metrics();
        let thread = thread::Builder::new().name("internals".to_owned());
        if let Err(error) = thread.spawn(move || follow(&metrics, &mut file)) {
            eprintln!("A worker's figures are not written: {error}.");
        }
    }
}
// #endregion internals

fn open(folder: &Path, name: &str) -> Result<File, String> {
    let append = |path| File::options().create(true).append(true).open(path);
    // `canonicalize` refuses the empty path, which joined to a name would be a file where the program
    // was started.
    let file = folder
        .canonicalize()
        .and_then(|folder| append(folder.join(name)));
    file.map_err(|error| {
        let folder = folder.display();
        format!("INTERNALS_FOLDER is \"{folder}\", where no file can be written: {error}.")
    })
}

fn follow(metrics: &RuntimeMetrics, file: &mut impl Write) {
    let mut before = Reading::of(metrics);
    loop {
        thread::sleep(INTERVAL);
        let now = Reading::of(metrics);
        if let Err(error) = append(file, &now.since(&before)) {
            eprintln!("A worker's figures are no longer written: {error}.");
            return;
        }
        before = now;
    }
}

/// In one call, so that nobody reads half a line.
fn append(file: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let at_unix_ms = UNIX_EPOCH.elapsed().map_err(io::Error::other)?.as_millis();
    let line = serde_json::to_string(&Line {
        at_unix_ms,
        figures,
    })?;
    file.write_all(format!("{line}\n").as_bytes())
}

/// What Tokio counts from the start of the runtime on, and what it has at the moment.
struct Reading {
    at: Instant,
    alive_tasks: usize,
    global_queue_depth: usize,
    /// Of each worker.
    busy: Vec<Duration>,
    parks: u64,
}

impl Reading {
    fn of(metrics: &RuntimeMetrics) -> Self {
        let workers = || 0..metrics.num_workers();
        let busy = workers().map(|worker| metrics.worker_total_busy_duration(worker));
        let parks = workers().map(|worker| metrics.worker_park_count(worker));
        Self {
            at: Instant::now(),
            alive_tasks: metrics.num_alive_tasks(),
            global_queue_depth: metrics.global_queue_depth(),
            busy: busy.collect(),
            parks: parks.sum(),
        }
    }

    fn since(&self, before: &Self) -> Figures {
        let interval = self.at - before.at;
        let workers = u32::try_from(self.busy.len()).unwrap_or(u32::MAX);
        let counted = self.busy.iter().zip(&before.busy);
        let busy = counted.map(|(now, before)| now.saturating_sub(*before));
        Figures {
            workers,
            alive_tasks: self.alive_tasks,
            global_queue_depth: self.global_queue_depth,
            worker_busy_share: share(busy.clone().max().unwrap_or_default(), interval),
            worker_busy_share_mean: share(busy.sum(), interval * workers),
            worker_parks: self.parks - before.parks,
        }
    }
}

fn share(busy: Duration, of: Duration) -> f64 {
    (busy.div_duration_f64(of) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests;
