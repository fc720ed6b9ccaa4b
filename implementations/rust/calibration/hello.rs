use axum::{Json, extract::State};
use serde::Serialize;

use crate::{answers::ApiError, calibration::Calibration};

#[derive(Serialize)]
pub(crate) struct Answer {
    message: &'static str,
}

// #region handler
/// Answers with a constant, at the time that is known beforehand.
pub(crate) async fn hello(
    State(calibration): State<Calibration>,
) -> Result<Json<Answer>, ApiError> {
    calibration
        .until_due()
        .await
        .map_err(|_timer| ApiError::Internal)?;
    Ok(Json(Answer {
        message: "Hello, World!",
    }))
}
// #endregion handler
