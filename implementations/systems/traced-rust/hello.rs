use axum::Json;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Answer {
    message: &'static str,
}

// #region handler
/// Answers with a constant, serialised for each request.
///
/// A `Bytes` made once at start would be quicker, and would answer another question: no application
/// knows its answer before it is asked. What is left is the price of the server itself: the task's
/// turn, the parser, the header map, one write to the socket.
pub(crate) async fn hello() -> Json<Answer> {
    Json(Answer {
        message: "Hello, World!",
    })
}
// #endregion handler
