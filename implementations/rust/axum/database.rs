use std::{future::Future, str::FromStr, time::Duration};

use deadpool_postgres::{ManagerConfig, RecyclingMethod, Runtime};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::timeout;
use tokio_postgres::NoTls;

use crate::{answers::ApiError, settings::DatabaseSettings};

/// The database, through two libraries: sqlx for everything but pipelines, which it does not have
/// (sqlx 0.9.0 waits for each answer before it sends more on a connection).
pub(crate) struct Database {
    pub(crate) pool: PgPool,
    /// Opens its connections when it is first asked, so whoever uses one of the two has no more
    /// connections than were set.
    pub(crate) pipelines: deadpool_postgres::Pool,
    /// The longest that a request waits for the database.
    wait: Duration,
}

impl Database {
    // #region database
    /// Connects with the first query, so that a server starts without its database and outlives it.
    ///
    /// # Errors
    ///
    /// A sentence, where the address is none.
    pub(crate) fn open(settings: &DatabaseSettings) -> Result<Self, String> {
        let DatabaseSettings {
            url,
            connections,
            wait,
        } = settings;
        let options = PgConnectOptions::from_str(url).map_err(|_| not_an_address())?;
        let pool = PgPoolOptions::new()
            .max_connections((*connections).into())
            .acquire_timeout(*wait)
            // By default sqlx asks a connection whether it lives each time it hands it out, and again when it comes
            // back: a query and a half for each query. The second stays; it cannot be turned off.
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(options);

        let config = tokio_postgres::Config::from_str(url).map_err(|_| not_an_address())?;
        let manager = deadpool_postgres::Manager::from_config(
            config,
            NoTls,
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pipelines = deadpool_postgres::Pool::builder(manager)
            .max_size((*connections).into())
            .wait_timeout(Some(*wait))
            .create_timeout(Some(*wait))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| format!("The pool of connections could not be made: {error}."))?;
        Ok(Self {
            pool,
            pipelines,
            wait: *wait,
        })
    }
    // #endregion database

    /// A database that hangs answers nobody, and a request must not hang with it.
    pub(crate) async fn in_time<T, E>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, ApiError>
    where
        ApiError: From<E>,
    {
        match timeout(self.wait, work).await {
            Ok(outcome) => Ok(outcome?),
            Err(_elapsed) => Err(ApiError::Unavailable),
        }
    }
}

fn not_an_address() -> String {
    "DATABASE_URL must be the address of a PostgreSQL database, such as \
     postgres://user@127.0.0.1:5432/shop, or not set at all."
        .to_owned()
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(said) => {
                of_code(said.code().as_deref().unwrap_or_default(), &error)
            }
            // The pool's time is up, or the connection broke.
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => {
                Self::Unavailable
            }
            _ => of_code("", &error),
        }
    }
}

impl From<tokio_postgres::Error> for ApiError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code() {
            Some(state) => of_code(state.code(), &error),
            None => Self::Unavailable,
        }
    }
}

impl From<deadpool_postgres::PoolError> for ApiError {
    fn from(_: deadpool_postgres::PoolError) -> Self {
        Self::Unavailable
    }
}

/// By what `PostgreSQL` calls it (its appendix A).
fn of_code(code: &str, error: &dyn std::error::Error) -> ApiError {
    if code == "23505" {
        return ApiError::SkuTaken;
    }
    // It shuts down, starts, or has no connection left.
    if code == "55000" || ["08", "53", "57P"].iter().any(|it| code.starts_with(it)) {
        return ApiError::Unavailable;
    }
    // Nobody else hears of it: the client is told nothing of our inside.
    eprintln!("The database refused a statement: {error}.");
    ApiError::Internal
}
