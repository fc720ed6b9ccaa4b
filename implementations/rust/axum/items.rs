use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, RawPathParams, RawQuery, State},
    http::{StatusCode, request::Parts},
};

use crate::{
    answers::ApiError,
    app::App,
    body::Checked,
    parameters::{WholeNumber, whole_number},
    store::{Draft, Item, LARGEST_ID, Page, Summary},
};

const FROM: WholeNumber = WholeNumber {
    name: "from",
    from: 1,
    to: LARGEST_ID,
};
const LIMIT: WholeNumber = WholeNumber {
    name: "limit",
    from: 1,
    to: 100,
};

/// The id in the path. `Path<u32>` would take `+1` and `01`, and answer in plain text.
pub(crate) struct Id(u32);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let path = RawPathParams::from_request_parts(parts, state).await;
        let path = path.map_err(|_not_text| ApiError::NotFound)?;
        let id = path.iter().find_map(|(_, text)| whole_number(text));
        id.filter(|id| (1..=LARGEST_ID).contains(id))
            .map(Self)
            .ok_or(ApiError::NotFound)
    }
}

// #region handlers
/// `GET /items?from=&limit=`
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page>, ApiError> {
    Ok(Json(page(&app, query.as_deref())?))
}

/// `GET /items/summary?from=&limit=`
pub(crate) async fn summary(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Summary>, ApiError> {
    Ok(Json(Summary::of(&page(&app, query.as_deref())?.items)))
}

/// `GET /items/{id}`
pub(crate) async fn get(
    State(app): State<Arc<App>>,
    Id(id): Id,
) -> Result<Json<Arc<Item>>, ApiError> {
    app.store.get(id).map(Json).ok_or(ApiError::NotFound)
}

/// `PUT /items/{id}`. Extractors run in order, so an id that cannot be is refused before the body is
/// read.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    Id(id): Id,
    Checked(draft): Checked<Draft>,
) -> (StatusCode, Json<Arc<Item>>) {
    let (item, replaced) = app.store.put(id, draft);
    let status = if replaced {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    (status, Json(item))
}
// #endregion handlers

fn page(app: &App, query: Option<&str>) -> Result<Page, ApiError> {
    let from = FROM.read(query)?;
    let limit = LIMIT.read(query)?;
    Ok(app.store.page(from, limit as usize))
}
