use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
};
use serde::Serialize;

use crate::{answers::ApiError, app::App, parameters::WholeNumber};

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
    let mut x = 2_463_534_242;
    for _ in 0..units * STEPS_PER_UNIT {
        x = xorshift(x);
    }
    x
}

pub(crate) fn xorshift(mut x: u32) -> u32 {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    x
}
// #endregion work

// #region handler
/// Computes where the variant says (`compute.rs`).
pub(crate) async fn work(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Answer>, ApiError> {
    let units = UNITS.read(query.as_deref())?;
    let result = app.compute.units(units).await?;
    Ok(Json(Answer { units, result }))
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
