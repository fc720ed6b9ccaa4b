use std::sync::Arc;

use axum::{Extension, Json};
use serde::Serialize;

use crate::tokens::Claims;

#[derive(Serialize)]
pub(crate) struct Me {
    subject: String,
    scope: String,
}

// #region handler
/// `GET /me` and `GET /me/unlimited`: who the token says that you are. What the request says in other
/// fields is not asked.
pub(crate) async fn me(Extension(claims): Extension<Arc<Claims>>) -> Json<Me> {
    Json(Me {
        subject: claims.sub.clone(),
        scope: claims.scope.clone(),
    })
}
// #endregion handler
