use axum::{
    Json,
    extract::{Path, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::answers::refusal;

const LARGEST_ID: u16 = 1_000;

#[derive(Serialize)]
struct Item {
    id: u16,
    name: String,
}

// #region items
/// Makes the item that it is asked for: there is no database behind, so that what tracing adds is not
/// lost in what else a request takes.
pub(crate) async fn item(id: Result<Path<String>, PathRejection>) -> Response {
    let Some(id) = id.ok().and_then(|Path(text)| read_id(&text)) else {
        return refusal(StatusCode::NOT_FOUND, "not found");
    };
    let name = format!("item {id}");
    Json(Item { id, name }).into_response()
}
// #endregion items

/// A number as it would be written: "07" and "+7" are no other names of 7.
fn read_id(text: &str) -> Option<u16> {
    let id: u16 = text.parse().ok()?;
    ((1..=LARGEST_ID).contains(&id) && id.to_string() == text).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_number_as_it_would_be_written() {
        assert_eq!(read_id("1"), Some(1));
        assert_eq!(read_id("1000"), Some(1_000));
        for text in ["", "0", "07", "+7", "-7", "7.0", "1001", "65537", "x", "7 "] {
            assert_eq!(read_id(text), None, "{text}");
        }
    }
}
