use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    process, thread,
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
/// Watch `workerBusyShare` in production: near 1 for seconds, a worker has no time left. Where
/// `workerBusyShareMean` is far below it, one task computes too long; where it is as high, there is
/// too much to do. `globalQueueDepth` that stays above 0 says the same of all workers at once: it
/// is where tasks wait that came from outside of them, as accepted connections do.
///
/// What it does not see is the computation that runs. A worker adds up its busy time when it parks
/// or looks after its queue (tokio 1.54.1, `MetricsBatch::submit` in src/runtime/metrics/batch.rs):
/// one that computes for 300 ms looks idle for two lines, then has a share of about 3. The length
/// of a worker's own queue, the time of a poll and the blocking pool are unstable in 1.54.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    workers: u32,
    alive_tasks: usize,
    global_queue_depth: usize,
    /// Of the worker that was busiest.
    worker_busy_share: f64,
    worker_busy_share_mean: f64,
    /// How often workers went to sleep, all together: not at all where they have no rest, nor where
    /// they have nothing to do.
    worker_parks: u64,
}

/// Appends a line to `<folder>/<pid>.ndjson` each 100 ms, for as long as the process lives.
///
/// From a thread of its own: a task would be polled by the workers that it is to judge, and while
/// all of them compute it would say nothing, which is when one wants to know. The figures are
/// atomics that every thread may read, so that asking costs the workers nothing.
///
/// # Errors
///
/// One sentence, where the file cannot be opened.
pub(crate) fn record(folder: &Path, runtime: &Handle) -> Result<(), String> {
    let mut file = open(folder, &format!("{}.ndjson", process::id()))?;
    let metrics = runtime.metrics();
    thread::Builder::new()
        .name("internals".to_owned())
        .spawn(move || follow(&metrics, &mut file))
        .map(|_detached| ())
        .map_err(|error| format!("The thread for INTERNALS_FOLDER did not start: {error}."))
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
            eprintln!("The runtime's figures are no longer written: {error}.");
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
