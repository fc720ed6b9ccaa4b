use actix_web::web::Json;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Greeting {
    message: &'static str,
}

// #region handler
/// Answers with a constant, serialised for each request.
///
/// A `Bytes` made once at start would be quicker, and would answer another question: no application
/// knows its answer before it is asked. What is left is the price of the server itself.
pub(crate) async fn hello() -> Json<Greeting> {
    Json(Greeting {
        message: "Hello, World!",
    })
}
// #endregion handler
