use actix_web::{HttpRequest, web::Json};
use serde::Serialize;

use crate::{answers::ApiError, parameters::WholeNumber};

pub(crate) const UNITS: WholeNumber = WholeNumber {
    name: "units",
    from: 0,
    to: 1_000_000,
};

/// A unit is some two microseconds on a processor of 2025.
const STEPS_PER_UNIT: u32 = 1_000;

#[derive(Serialize)]
pub(crate) struct Answer {
    units: u32,
    result: u32,
}

// #region work
/// The generator xorshift32, so many thousand steps from its author's own start (Marsaglia,
/// "Xorshift RNGs", Journal of Statistical Software 8(14), 2003).
///
/// Each step needs the one before, so no wider register and no second core can shorten the chain;
/// and it uses no memory and no division, so that a unit costs about the same in every language.
pub(crate) fn compute(units: u32) -> u32 {
    let mut x: u32 = 2_463_534_242;
    for _ in 0..units * STEPS_PER_UNIT {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
    }
    x
}
// #endregion work

// #region handler
/// Computes on the worker that serves the connection, and stops it for as long.
///
/// A connection stays with the worker that it was given when it was accepted, in turn and whatever
/// the workers are doing (actix-server 2.10.0, src/accept.rs). A worker is one thread with a
/// runtime of its own. So while it computes, every other connection of that worker waits, those
/// accepted meanwhile too, even where the other workers have nothing to do: no runtime can take a
/// task over from another, as Tokio's multi-thread runtime does from a busy worker.
///
/// For more than about a tenth of a millisecond actix's documentation has `web::block`, which is
/// Tokio's `spawn_blocking` for this worker's runtime (<https://actix.rs/docs/server/>). It is not
/// used here: the point of this variant is what the default costs.
pub(crate) async fn work(request: HttpRequest) -> Result<Json<Answer>, ApiError> {
    let units = UNITS.read(Some(request.query_string()))?;
    Ok(Json(Answer {
        units,
        result: compute(units),
    }))
}
// #endregion handler

#[cfg(test)]
mod tests {
    use super::compute;

    #[test]
    fn starts_and_goes_on_as_the_paper_says() {
        assert_eq!(compute(0), 2_463_534_242);
        // As the reference implementation of the contract has it.
        assert_eq!(compute(1), 3_298_996_588);
        // The largest number of units does not overflow the count of steps.
        assert!(1_000_000_u32.checked_mul(super::STEPS_PER_UNIT).is_some());
    }
}
