use std::sync::Arc;

use axum::{Json, extract::State};

use crate::{
    answers::ApiError,
    app::App,
    body::{JsonBytes, parse},
    orders::Orders,
    sales::{Sales, summarise},
};

// #region handler
/// Reads up to 5,000 orders and answers with what they come to, computed where the variant says.
///
/// Reading the JSON is the larger part of the work, so it moves along with the rest: an extractor
/// `Json<Orders>` would leave it on the worker. Waiting for the body stays there, since it takes no
/// thread.
pub(crate) async fn transform(
    State(app): State<Arc<App>>,
    JsonBytes(bytes): JsonBytes,
) -> Result<Json<Sales>, ApiError> {
    let work = move || parse(&bytes).map(|Orders { orders }| summarise(&orders));
    app.compute.run(work).await?.map(Json)
}
// #endregion handler
