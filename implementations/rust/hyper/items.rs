use hyper::{Method, StatusCode, http::request::Parts};

use crate::{
    answers::{Answer, ApiError, json, ok},
    body::{self, RequestBody},
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
pub(crate) fn list(store: &Store, head: &Parts) -> Result<Answer, ApiError> {
    Ok(ok(&page(store, head)?))
}

/// `GET /items/summary?from=&limit=`
pub(crate) fn summary(store: &Store, head: &Parts) -> Result<Answer, ApiError> {
    Ok(ok(&Summary::of(&page(store, head)?.items)))
}

/// `GET` and `PUT /items/{id}`
pub(crate) async fn one<B: RequestBody>(
    store: &Store,
    id: &str,
    head: &Parts,
    body: B,
) -> Result<Answer, ApiError> {
    let id = whole_number(id)
        .filter(|id| (1..=LARGEST_ID).contains(id))
        .ok_or(ApiError::NotFound)?;
    if head.method != Method::PUT {
        return store
            .get(id)
            .map(|item| ok(&item))
            .ok_or(ApiError::NotFound);
    }
    let draft: Draft = body::read(&head.headers, body).await?;
    let (item, replaced) = store.put(id, draft);
    let status = if replaced {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok(json(status, &item))
}
// #endregion handlers

fn page(store: &Store, head: &Parts) -> Result<Page, ApiError> {
    let from = FROM.read(head.uri.query())?;
    let limit = LIMIT.read(head.uri.query())?;
    Ok(store.page(from, limit as usize))
}
