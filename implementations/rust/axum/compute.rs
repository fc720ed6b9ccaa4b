use std::sync::Arc;

use tokio::{
    sync::OwnedSemaphorePermit,
    task::{block_in_place, spawn_blocking},
};

use crate::{answers::ApiError, seats::Seats, settings::Variant, work};

/// Which thread computes. It is the point in which some variants differ.
pub(crate) enum Compute {
    Inline,
    SpawnBlocking(Arc<Seats>),
    BlockInPlace(Arc<Seats>),
}

impl Compute {
    pub(crate) fn of(variant: Variant) -> Self {
        let seats = || Arc::new(Seats::for_this_machine());
        match variant {
            Variant::SpawnBlocking => Self::SpawnBlocking(seats()),
            Variant::BlockInPlace => Self::BlockInPlace(seats()),
            _ => Self::Inline,
        }
    }

    /// What `work` returns, computed where the variant says.
    ///
    /// # Errors
    ///
    /// Where too many are waiting already, or `work` panicked on another thread.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        match self {
            Self::Inline => Ok(inline(work)),
            Self::SpawnBlocking(seats) => on_another_thread(take(seats).await?, work).await,
            Self::BlockInPlace(seats) => Ok(on_this_thread(take(seats).await?, work)),
        }
    }

    /// So many units of work, computed where the variant says; none of them here, because a request that needs no
    /// computation must not queue behind those that do.
    ///
    /// # Errors
    ///
    /// As [`Compute::run`].
    pub(crate) async fn units(&self, units: u32) -> Result<u32, ApiError> {
        if units == 0 {
            return Ok(work::compute(0));
        }
        self.run(move || work::compute(units)).await
    }
}

// #region inline
/// Computes on the worker thread that polls this connection.
///
/// `async` does not make this concurrent. A worker runs a task until it returns from `poll`, and
/// nothing takes the thread away before: the cooperative budget of 128 operations is only spent by
/// Tokio's own futures (tokio 1.54.1, src/task/coop/mod.rs), and a computation awaits none. Other
/// workers can steal the tasks queued behind it, but with as many such requests as workers nobody
/// is left to steal, to accept, to fire a timer or to poll a socket: Tokio's promise of fairness
/// excludes tasks that block their thread (src/runtime/mod.rs, "Detailed runtime behavior").
///
/// An `.await` of `tokio::task::yield_now()` every few thousand steps would let others in, at the
/// price of scattering the scheduler through the arithmetic.
fn inline<T>(work: impl FnOnce() -> T) -> T {
    work()
}
// #endregion inline

// #region spawn-blocking
/// Computes on a thread of the blocking pool, so that the workers stay free for connections and
/// timers. With one core the two take turns, and it is the operating system that preempts.
///
/// `spawn_blocking` alone is made for calls that wait: its pool grows to 512 threads and then queues
/// without bound (tokio 1.54.1, src/runtime/builder.rs). Hundreds of threads that compute would
/// share the same few cores, so that every answer came late instead of the first ones early. Hence
/// the semaphore that Tokio's documentation asks for (src/task/blocking.rs), and a queue with an end.
/// rayon's pool would suit work that splits into parts.
async fn on_another_thread<T: Send + 'static>(
    seat: Seat,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    spawn_blocking(move || {
        // The closure owns the seat. Were it held outside, a client that hangs up would drop it with
        // its request and let the next one in, while this computation, which nothing can cancel,
        // still has the core.
        let _held = seat;
        work()
    })
    .await
    .map_err(|_panicked| ApiError::Internal)
}
// #endregion spawn-blocking

// #region block-in-place
/// Computes on this thread too, which stops being a worker for as long: its queue and its turn at the
/// I/O driver are offered to a thread of the blocking pool (tokio 1.54.1,
/// `block_in_place` in `src/runtime/scheduler/multi_thread/worker.rs`). A short computation is over
/// before that thread has begun, and takes them back; after a long one they have moved for good, and
/// this thread goes to the pool.
///
/// So neither the computation nor its result crosses threads, and what runs beside it in the same
/// task waits. As many threads as with `spawn_blocking` want a core, hence the same seats.
fn on_this_thread<T>(seat: Seat, work: impl FnOnce() -> T) -> T {
    let result = block_in_place(work);
    drop(seat);
    result
}
// #endregion block-in-place

/// A place in the queue and a core, held until the computation ends.
type Seat = (OwnedSemaphorePermit, OwnedSemaphorePermit);

async fn take(seats: &Seats) -> Result<Seat, ApiError> {
    let place = seats
        .places
        .clone()
        .try_acquire_owned()
        .map_err(|_full| ApiError::Overloaded)?;
    let core = seats
        .cores
        .clone()
        .acquire_owned()
        .await
        .map_err(|_closed| ApiError::Internal)?;
    Ok((place, core))
}
