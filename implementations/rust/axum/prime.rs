use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
};
use serde::Serialize;

use crate::{answers::ApiError, app::App, parameters::WholeNumber};

/// The 8,427,906 divisions of the largest are about 12 ms of one core.
const N: WholeNumber = WholeNumber {
    name: "n",
    from: 1,
    to: 20_000,
};

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

// #region handler
/// Computes where the variant says (`compute.rs`).
pub(crate) async fn prime(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Answer>, ApiError> {
    let n = N.read(query.as_deref())?;
    let prime = app.compute.run(move || nth_prime(n)).await?;
    Ok(Json(Answer { n, prime }))
}
// #endregion handler

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
