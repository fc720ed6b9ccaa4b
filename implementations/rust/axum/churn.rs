use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
};
use serde::Serialize;

use crate::{answers::ApiError, app::App, parameters::WholeNumber, sessions::Replaced};

const SESSIONS: WholeNumber = WholeNumber {
    name: "sessions",
    from: 1,
    to: 10_000,
};

#[derive(Serialize)]
pub(crate) struct Answer {
    sessions: u32,
    dropped: u32,
    visits: u32,
}

// #region handler
/// Makes so many sessions in place of old ones, which are freed here.
///
/// On the worker that serves the connection in every variant: a moment of memory is no computation.
pub(crate) async fn churn(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Answer>, ApiError> {
    let sessions = SESSIONS.read(query.as_deref())?;
    let Replaced { dropped, visits } = app.sessions.replace(sessions);
    Ok(Json(Answer {
        sessions,
        dropped,
        visits,
    }))
}
// #endregion handler
