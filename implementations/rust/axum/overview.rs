use std::sync::Arc;

use axum::{Json, extract::State};
use deadpool_postgres::PoolError;
use serde::Serialize;
use sqlx::{FromRow, PgPool, postgres::PgRow};
use tokio_postgres::Row;

use crate::{
    answers::ApiError,
    database::Database,
    products::{Product, READ, RowId},
};

const CUSTOMER: &str = include_str!("sql/overview-customer.sql");
const TOTALS: &str = include_str!("sql/overview-totals.sql");
const MONTHS: &str = include_str!("sql/overview-months.sql");
const PRODUCTS: &str = include_str!("sql/overview-products.sql");
const LINES: &str = include_str!("sql/overview-lines.sql");
const BARE_LINES: &str = include_str!("sql/overview-bare-lines.sql");

/// A customer's page. Its five queries need nothing of one another.
#[derive(Serialize)]
pub(crate) struct Overview {
    customer: Customer,
    #[serde(flatten)]
    totals: Totals,
    months: Vec<MonthOfSales>,
    products: Vec<ProductSold>,
    lines: Vec<LineSold>,
}

/// A struct for the rows of a query, for both libraries; the fields stand in the order of the columns.
macro_rules! row {
    ($name:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        #[derive(FromRow, Serialize)]
        #[serde(rename_all = "camelCase")]
        #[sqlx(rename_all = "camelCase")]
        struct $name { $($field: $type),+ }

        impl TryFrom<&Row> for $name {
            type Error = tokio_postgres::Error;

            fn try_from(row: &Row) -> Result<Self, Self::Error> {
                let mut place = 0..;
                Ok(Self { $($field: row.try_get(place.next().unwrap_or(usize::MAX))?),+ })
            }
        }
    };
}

row!(Customer {
    id: i32,
    name: String,
    email: String,
    country: String
});
row!(Totals {
    orders: i32,
    revenue_cents: i32
});
row!(MonthOfSales {
    month: String,
    orders: i32,
    revenue_cents: i32
});
row!(ProductSold {
    id: i32,
    name: String,
    quantity: i32,
    revenue_cents: i32
});
row!(LineSold {
    order_id: i32,
    placed_on: String,
    status: String,
    product_id: i32,
    name: String,
    quantity: i32,
    unit_price_cents: i32,
});

// #region ways
/// One query after the other: a connection is held for as long as one takes.
pub(crate) async fn sequential(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
) -> Result<Json<Overview>, ApiError> {
    let pool = &database.pool;
    let asked = async {
        let customer = first(pool, CUSTOMER, id).await?;
        let totals = first(pool, TOTALS, id).await?;
        let months = all(pool, MONTHS, id).await?;
        let products = all(pool, PRODUCTS, id).await?;
        let lines = all(pool, LINES, id).await?;
        Ok::<_, sqlx::Error>((customer, totals, months, products, lines))
    };
    answer(database.in_time(asked).await?)
}

/// All at once, each on a connection of its own: the connections serve five times fewer requests at a
/// time. The first error drops the others.
pub(crate) async fn parallel(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
) -> Result<Json<Overview>, ApiError> {
    let pool = &database.pool;
    let asked = async {
        tokio::try_join!(
            first(pool, CUSTOMER, id),
            first(pool, TOTALS, id),
            all(pool, MONTHS, id),
            all(pool, PRODUCTS, id),
            all(pool, LINES, id),
        )
    };
    answer(database.in_time(asked).await?)
}

/// All on one connection, sent together and answered in turn: `tokio-postgres` sends what is polled
/// without waiting for the answer before. `PostgreSQL` still works through them one by one.
pub(crate) async fn pipelined(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
) -> Result<Json<Overview>, ApiError> {
    let asked = async {
        let client = database.pipelines.get().await?;
        tokio::try_join!(
            piped(&client, CUSTOMER, id),
            piped(&client, TOTALS, id),
            piped(&client, MONTHS, id),
            piped(&client, PRODUCTS, id),
            piped(&client, LINES, id),
        )
    };
    let (customer, totals, months, products, lines) = database.in_time(asked).await?;
    let (customer, totals): (Vec<Customer>, Vec<Totals>) = (customer, totals);
    answer((
        customer.into_iter().next(),
        totals.into_iter().next(),
        months,
        products,
        lines,
    ))
}
// #endregion ways

// #region n plus one
/// `sequential` without the join on products: it reads the product of each line with the statement
/// that was already there. No line of it looks wrong, and it asks as many queries more as there are
/// lines. A join does it with none; `WHERE id = ANY($1)` with one, where a join cannot.
pub(crate) async fn n_plus_one(
    State(database): State<Arc<Database>>,
    RowId(id): RowId,
) -> Result<Json<Overview>, ApiError> {
    let pool = &database.pool;
    let asked = async {
        let customer = first(pool, CUSTOMER, id).await?;
        let totals = first(pool, TOTALS, id).await?;
        let months = all(pool, MONTHS, id).await?;
        let products = all(pool, PRODUCTS, id).await?;
        let mut lines: Vec<LineSold> = all(pool, BARE_LINES, id).await?;
        for line in &mut lines {
            if let Some(product) = first::<Product>(pool, READ, line.product_id).await? {
                line.name = product.name;
            }
        }
        Ok::<_, sqlx::Error>((customer, totals, months, products, lines))
    };
    answer(database.in_time(asked).await?)
}
// #endregion n plus one

type Rows = (
    Option<Customer>,
    Option<Totals>,
    Vec<MonthOfSales>,
    Vec<ProductSold>,
    Vec<LineSold>,
);

fn answer((customer, totals, months, products, lines): Rows) -> Result<Json<Overview>, ApiError> {
    let (Some(customer), Some(totals)) = (customer, totals) else {
        return Err(ApiError::NotFound);
    };
    Ok(Json(Overview {
        customer,
        totals,
        months,
        products,
        lines,
    }))
}

async fn first<R>(pool: &PgPool, query: &'static str, id: i32) -> Result<Option<R>, sqlx::Error>
where
    R: for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    sqlx::query_as(query).bind(id).fetch_optional(pool).await
}

async fn all<R>(pool: &PgPool, query: &'static str, id: i32) -> Result<Vec<R>, sqlx::Error>
where
    R: for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    sqlx::query_as(query).bind(id).fetch_all(pool).await
}

/// Prepared once a connection, as sqlx does by itself.
async fn piped<R>(
    client: &deadpool_postgres::Client,
    query: &'static str,
    id: i32,
) -> Result<Vec<R>, PoolError>
where
    R: for<'r> TryFrom<&'r Row, Error = tokio_postgres::Error>,
{
    let statement = client.prepare_cached(query).await?;
    let rows = client.query(&statement, &[&id]).await?;
    Ok(rows.iter().map(R::try_from).collect::<Result<_, _>>()?)
}
