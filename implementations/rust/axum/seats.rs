use std::{num::NonZero, sync::Arc, thread::available_parallelism};

use tokio::sync::Semaphore;

/// How many requests may wait, for each core; the next one is told to come back.
///
/// 256 of the largest keep a core busy for 3 s. A longer queue would only hold answers that nobody
/// waits for any more; none at all would refuse the short bursts that every open system has.
const MOST_WAITING_PER_CORE: usize = 256;

/// The limits of computations that leave their worker (`compute.rs`). Both are taken before the
/// computation and held until it ends.
pub(crate) struct Seats {
    /// Computing: more than one a core would only take turns. Tokio's semaphore is fair, so this
    /// is also the queue, first come, first served (tokio 1.54.1, src/sync/semaphore.rs).
    pub(crate) cores: Arc<Semaphore>,
    /// Computing or waiting: who finds none here does not join the queue.
    pub(crate) places: Arc<Semaphore>,
}

impl Seats {
    /// As many cores as the runtime has workers: both ask `available_parallelism`, which counts the
    /// affinity mask.
    pub(crate) fn for_this_machine() -> Self {
        // Where the count cannot be had, one core is the answer that never overcommits.
        let cores = available_parallelism().map_or(1, NonZero::get);
        Self::new(cores, MOST_WAITING_PER_CORE * cores)
    }

    pub(crate) fn new(cores: usize, waiting: usize) -> Self {
        Self {
            cores: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores + waiting)),
        }
    }
}
