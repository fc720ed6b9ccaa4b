use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json, Payload},
};

use crate::{
    answers::ApiError,
    body,
    parameters::{WholeNumber, whole_number},
    store::{Draft, LARGEST_ID, Page, Store, Summary},
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

// #region handlers
/// `GET /items?from=&limit=`
pub(crate) async fn list(store: Data<Store>, request: HttpRequest) -> Result<Json<Page>, ApiError> {
    Ok(Json(page(&store, &request)?))
}

/// `GET /items/summary?from=&limit=`
pub(crate) async fn summary(
    store: Data<Store>,
    request: HttpRequest,
) -> Result<Json<Summary>, ApiError> {
    Ok(Json(Summary::of(&page(&store, &request)?.items)))
}

/// `GET /items/{id}`
pub(crate) async fn get(
    store: Data<Store>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let item = store.get(id_in(&request)?).ok_or(ApiError::NotFound)?;
    Ok(HttpResponse::Ok().json(item))
}

/// `PUT /items/{id}`
pub(crate) async fn put(
    store: Data<Store>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let id = id_in(&request)?;
    let draft: Draft = body::read(&request, payload).await?;
    let (item, replaced) = store.put(id, draft);
    let mut answer = if replaced {
        HttpResponse::Ok()
    } else {
        HttpResponse::Created()
    };
    Ok(answer.json(item))
}
// #endregion handlers

fn id_in(request: &HttpRequest) -> Result<u32, ApiError> {
    whole_number(request.match_info().query("id"))
        .filter(|id| (1..=LARGEST_ID).contains(id))
        .ok_or(ApiError::NotFound)
}

fn page(store: &Store, request: &HttpRequest) -> Result<Page, ApiError> {
    let query = Some(request.query_string());
    let from = FROM.read(query)?;
    let limit = LIMIT.read(query)?;
    Ok(store.page(from, limit as usize))
}
