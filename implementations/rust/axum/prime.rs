use axum::{Json, extract::State};
use serde::Serialize;

use crate::{answers::ApiError, position::Position, seats::Seats};

#[derive(Serialize)]
pub(crate) struct Answer {
    n: u32,
    prime: u32,
}

// #region prime
/// The n-th prime, by dividing every candidate by every number up to its square root.
///
/// A sieve would be some twenty times faster, and dividing by odd numbers alone twice. The point is
/// a fixed amount of work that every language does in the same way, not a good way to find primes.
pub(crate) fn nth_prime(n: u32) -> u32 {
    let mut candidate = 1;
    let mut found = 0;
    while found < n {
        candidate += 1;
        if is_prime(candidate) {
            found += 1;
        }
    }
    candidate
}

fn is_prime(candidate: u32) -> bool {
    // 32 bits wide because a 64-bit division takes several times as long on many processors, and
    // because JavaScript's integer division is 32 bits wide too. `divisor * divisor` stays far
    // below 2^32 for the largest n served.
    let mut divisor: u32 = 2;
    while divisor * divisor <= candidate {
        if candidate.is_multiple_of(divisor) {
            return false;
        }
        divisor += 1;
    }
    true
}
// #endregion prime

// #region handler-inline
/// Computes on the worker thread that polls this connection.
///
/// `async` does not make this concurrent. A worker runs a task until it returns from `poll`, and
/// nothing takes the thread away before: the cooperative budget of 128 operations is only spent by
/// Tokio's own futures (tokio 1.54.1, src/task/coop/mod.rs), and this loop awaits none. Other
/// workers can steal the tasks queued behind it, but with as many such requests as workers nobody
/// is left to steal, to accept, to fire a timer or to poll a socket: Tokio's promise of fairness
/// excludes tasks that block their thread (src/runtime/mod.rs, "Detailed runtime behavior").
///
/// An `.await` of `tokio::task::yield_now()` every few thousand divisions would let others in, at
/// the price of scattering the scheduler through the arithmetic.
pub(crate) async fn inline(Position(n): Position) -> Json<Answer> {
    Json(Answer {
        n,
        prime: nth_prime(n),
    })
}
// #endregion handler-inline

// #region handler-spawn-blocking
/// Computes on a thread of the blocking pool, so that the workers stay free for connections and
/// timers. With one core the two take turns, and it is the operating system that preempts.
///
/// `spawn_blocking` alone is made for calls that wait: its pool grows to 512 threads and then queues
/// without bound (tokio 1.54.1, src/runtime/builder.rs). Hundreds of threads that compute would
/// share the same few cores, so that every answer came late instead of the first ones early. Hence
/// the semaphore that Tokio's documentation asks for (src/task/blocking.rs), and a queue with an end.
///
/// `block_in_place` would save the hop between threads, but it makes the current worker a blocking
/// thread and needs another to take its place. rayon's pool would suit work that splits into parts.
pub(crate) async fn spawn_blocking(
    State(seats): State<Seats>,
    Position(n): Position,
) -> Result<Json<Answer>, ApiError> {
    let place = seats
        .places
        .try_acquire_owned()
        .map_err(|_full| ApiError::Overloaded)?;
    let core = seats
        .cores
        .acquire_owned()
        .await
        .map_err(|_closed| ApiError::Internal)?;

    let compute = tokio::task::spawn_blocking(move || {
        // The closure owns both permits. Were they held outside it, a client that hangs up would
        // drop them with its request and let the next one in, while this computation, which nothing
        // can cancel, still has the core.
        let _held = (place, core);
        nth_prime(n)
    });
    let prime = compute.await.map_err(|_panicked| ApiError::Internal)?;
    Ok(Json(Answer { n, prime }))
}
// #endregion handler-spawn-blocking

#[cfg(test)]
mod tests {
    use super::nth_prime;

    #[test]
    fn finds_known_primes() {
        for (n, prime) in [
            (1, 2),
            (2, 3),
            (6, 13),
            (500, 3_571),
            (1_229, 9_973),
            (20_000, 224_737),
        ] {
            assert_eq!(nth_prime(n), prime);
        }
    }
}
