use serde::Serialize;

use crate::answers::{Answer, ok};

#[derive(Serialize)]
struct Greeting {
    message: &'static str,
}

// #region handler
/// Answers with a constant, serialised for each request.
///
/// A `Bytes` made once at start would be quicker, and would answer another question: no application
/// knows its answer before it is asked. What is left is the price of the server itself: the task's
/// turn, the parser, the header map, one write to the socket.
pub(crate) fn hello() -> Answer {
    ok(&Greeting {
        message: "Hello, World!",
    })
}
// #endregion handler
