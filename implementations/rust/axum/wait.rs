use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{RawQuery, State},
};
use serde::Serialize;
use tokio::time::sleep;

use crate::{answers::ApiError, app::App, parameters::WholeNumber, work::UNITS};

const MILLISECONDS: WholeNumber = WholeNumber {
    name: "ms",
    from: 0,
    to: 10_000,
};

#[derive(Serialize)]
pub(crate) struct Answer {
    ms: u32,
    units: u32,
    result: u32,
}

// #region handler
/// Waits as a handler waits for a database, then computes what is left to do.
///
/// Waiting takes no thread: the task is put aside with one of Tokio's timers, and its worker polls
/// others. `std::thread::sleep` would stop the worker.
pub(crate) async fn wait(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Answer>, ApiError> {
    let ms = MILLISECONDS.read(query.as_deref())?;
    let units = UNITS.read(query.as_deref())?;
    if ms > 0 {
        sleep(Duration::from_millis(ms.into())).await;
    }
    let result = app.compute.units(units).await?;
    Ok(Json(Answer { ms, units, result }))
}
// #endregion handler
