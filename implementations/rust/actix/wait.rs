use std::time::Duration;

use actix_web::{HttpRequest, rt::time::sleep, web::Json};
use serde::Serialize;

use crate::{
    answers::ApiError,
    parameters::WholeNumber,
    work::{UNITS, compute},
};

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
/// Waiting takes no thread: the task is put aside with a timer of its worker's runtime, and the
/// worker polls others. `std::thread::sleep` would stop the worker and all its connections.
pub(crate) async fn wait(request: HttpRequest) -> Result<Json<Answer>, ApiError> {
    let query = Some(request.query_string());
    let ms = MILLISECONDS.read(query)?;
    let units = UNITS.read(query)?;
    if ms > 0 {
        sleep(Duration::from_millis(ms.into())).await;
    }
    Ok(Json(Answer {
        ms,
        units,
        result: compute(units),
    }))
}
// #endregion handler
