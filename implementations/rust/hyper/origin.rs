use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper::{HeaderMap, StatusCode, Uri};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::{sync::Semaphore, time::timeout};

use crate::answers::ApiError;

/// What a cache is in front of can be slow, so what it asks is bounded: beyond it requests wait for a
/// connection.
const CONNECTIONS: usize = 256;

const LARGEST_BYTES: usize = 1_048_576;

/// The service whose documents are kept.
pub(crate) struct Origin {
    url: String,
    /// How long it may take, of which waiting for a connection is a part.
    wait: Duration,
    client: Client<HttpConnector, Empty<Bytes>>,
    /// hyper-util's client keeps connections and does not count them.
    slots: Semaphore,
}

impl Origin {
    pub(crate) fn new(url: String, wait: Duration) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new())
            // Without a timer nothing ends a connection that has been idle for long.
            .pool_timer(TokioTimer::new())
            .build(connector);
        Self {
            url,
            wait,
            client,
            slots: Semaphore::new(CONNECTIONS),
        }
    }

    /// # Errors
    ///
    /// `NotFound`, or why it did not answer: `BadGateway` or `GatewayTimeout`.
    pub(crate) async fn document(&self, key: &str) -> Result<(Bytes, HeaderMap), ApiError> {
        timeout(self.wait, self.ask(key))
            .await
            .unwrap_or(Err(ApiError::GatewayTimeout))
    }

    async fn ask(&self, key: &str) -> Result<(Bytes, HeaderMap), ApiError> {
        let uri: Uri = format!("{}/documents/{key}", self.url)
            .parse()
            .map_err(|_| ApiError::BadGateway)?;
        let _slot = self.slots.acquire().await;
        let answer = self.client.get(uri).await;
        let (head, body) = answer.map_err(|_| ApiError::BadGateway)?.into_parts();
        // Read to the end in any case: until then nobody else can use the connection.
        let body = Limited::new(body, LARGEST_BYTES).collect().await;
        let body = body.map_err(|_| ApiError::BadGateway)?.to_bytes();
        match head.status {
            StatusCode::OK => Ok((body, head.headers)),
            StatusCode::NOT_FOUND => Err(ApiError::NotFound),
            _ => Err(ApiError::BadGateway),
        }
    }
}
