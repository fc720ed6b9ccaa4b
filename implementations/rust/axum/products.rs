use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, RawPathParams, RawQuery, State},
    http::{
        HeaderMap, StatusCode,
        header::{ETAG, IF_MATCH, LOCATION},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    answers::ApiError,
    body::{Checked, Valid, has_length},
    database::Database,
    parameters::{WholeNumber, whole_number},
};

/// The largest that `PostgreSQL`'s integer holds.
const LARGEST_ID: u32 = i32::MAX as u32;

pub(crate) const READ: &str = include_str!("sql/read-product.sql");

const AFTER: WholeNumber = WholeNumber {
    name: "after",
    from: 0,
    to: LARGEST_ID,
};
const LIMIT: WholeNumber = WholeNumber {
    name: "limit",
    from: 1,
    to: 100,
};

const OTHER_VERSION: &str = "The product has another version by now.";
const NO_VERSION: &str = "Send If-Match with the version that you read.";

#[derive(FromRow, Serialize)]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "camelCase")]
pub(crate) struct Product {
    id: i32,
    sku: String,
    pub(crate) name: String,
    price_cents: i32,
    stock: i32,
    version: i32,
}

/// A product as a client sends it: the path has its id, and nobody chooses a version.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Draft {
    sku: String,
    name: String,
    price_cents: i32,
    stock: i32,
}

#[derive(Serialize)]
pub(crate) struct Page {
    products: Vec<Product>,
    /// The cursor of the next page: the last id of this one.
    next: Option<i32>,
}

/// The id in the path. A larger one is not there, before the database says that it is out of range.
pub(crate) struct RowId(pub(crate) i32);

impl<S: Send + Sync> FromRequestParts<S> for RowId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let path = RawPathParams::from_request_parts(parts, state).await;
        let path = path.map_err(|_not_text| ApiError::NotFound)?;
        path.iter()
            .find_map(|(_, text)| whole_number(text))
            .and_then(|id| i32::try_from(id).ok())
            .filter(|id| *id > 0)
            .map(Self)
            .ok_or(ApiError::NotFound)
    }
}

/// `GET /products?after=&limit=`
pub(crate) async fn list(
    State(database): State<Arc<Database>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page>, ApiError> {
    let after = AFTER.read(query.as_deref())?;
    let limit = LIMIT.read(query.as_deref())?;
    // One more than asked for says whether there is a next page, without counting.
    let asked = sqlx::query_as(include_str!("sql/list-products.sql"))
        .bind(after.cast_signed())
        .bind(i64::from(limit) + 1)
        .fetch_all(&database.pool);
    let mut products: Vec<Product> = database.in_time(asked).await?;
    let more = products.len() > limit as usize;
    products.truncate(limit as usize);
    let next = products.last().filter(|_| more).map(|last| last.id);
    Ok(Json(Page { products, next }))
}

/// `POST /products`. Whether the sku is free is not asked for beforehand: between the question and
/// the INSERT another request could take it.
pub(crate) async fn create(
    State(database): State<Arc<Database>>,
    Checked(draft): Checked<Draft>,
) -> Result<Response, ApiError> {
    let asked = sqlx::query_as(include_str!("sql/create-product.sql"))
        .bind(draft.sku)
        .bind(draft.name)
        .bind(draft.price_cents)
        .bind(draft.stock)
        .fetch_one(&database.pool);
    let product: Product = database.in_time(asked).await?;
    let location = [(LOCATION, format!("/products/{}", product.id))];
    Ok((StatusCode::CREATED, location, product).into_response())
}

// #region read
/// `GET /products/{id}`
pub(crate) async fn read(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
) -> Result<Product, ApiError> {
    let asked = sqlx::query_as(READ).bind(id).fetch_optional(&database.pool);
    database.in_time(asked).await?.ok_or(ApiError::NotFound)
}
// #endregion read

/// `PUT /products/{id}`
pub(crate) async fn update(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
    headers: HeaderMap,
    Checked(draft): Checked<Draft>,
) -> Result<Product, ApiError> {
    let if_match = headers
        .get(IF_MATCH)
        .ok_or(ApiError::PreconditionRequired(NO_VERSION))?;
    let asked = sqlx::query_as(include_str!("sql/update-product.sql"))
        .bind(id)
        .bind(draft.sku)
        .bind(draft.name)
        .bind(draft.price_cents)
        .bind(draft.stock)
        .bind(version_in(if_match.as_bytes()))
        .fetch_optional(&database.pool);
    if let Some(product) = database.in_time(asked).await? {
        return Ok(product);
    }
    let asked = sqlx::query(include_str!("sql/find-product.sql"))
        .bind(id)
        .fetch_optional(&database.pool);
    Err(match database.in_time(asked).await? {
        Some(_) => ApiError::PreconditionFailed(OTHER_VERSION),
        None => ApiError::NotFound,
    })
}

/// `DELETE /products/{id}`
pub(crate) async fn delete(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
) -> Result<StatusCode, ApiError> {
    let asked = sqlx::query(include_str!("sql/delete-product.sql"))
        .bind(id)
        .fetch_optional(&database.pool);
    match database.in_time(asked).await? {
        Some(_) => Ok(StatusCode::NO_CONTENT),
        None => Err(ApiError::NotFound),
    }
}

impl IntoResponse for Product {
    fn into_response(self) -> Response {
        ([(ETAG, format!("\"{}\"", self.version))], Json(self)).into_response()
    }
}

impl Valid for Draft {
    /// NUL is the one character that `PostgreSQL`'s text does not hold.
    fn is_valid(&self) -> bool {
        has_length(&self.sku, 1, 64)
            && has_length(&self.name, 1, 100)
            && !self.sku.contains('\0')
            && !self.name.contains('\0')
            && (0..=100_000_000).contains(&self.price_cents)
            && (0..=1_000_000).contains(&self.stock)
    }
}

/// The version that `If-Match` names; none for `*`, which every version matches. What names none that
/// we give (a weak tag, a list) is 0, which matches none: versions begin at 1.
fn version_in(if_match: &[u8]) -> Option<i32> {
    let text = str::from_utf8(if_match).unwrap_or_default();
    if text == "*" {
        return None;
    }
    let digits = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let version = digits
        .and_then(whole_number)
        .and_then(|number| i32::try_from(number).ok());
    Some(version.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn reads_the_version_that_we_gave() {
        for (text, version) in [
            ("*", None),
            ("\"7\"", Some(7)),
            ("\"2147483647\"", Some(2_147_483_647)),
            ("\"2147483648\"", Some(0)),
            ("W/\"7\"", Some(0)),
            ("\"07\"", Some(0)),
            ("\"7\", \"8\"", Some(0)),
            ("7", Some(0)),
            ("\"", Some(0)),
            ("", Some(0)),
        ] {
            assert_eq!(version_in(text.as_bytes()), version, "{text}");
        }
    }
}
