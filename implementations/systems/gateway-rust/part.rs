use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, Response, Uri, header::CONTENT_LENGTH, uri::PathAndQuery},
};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioIo, TokioTimer},
};
use tokio::{net::TcpStream, time::timeout};
use tower::{ServiceExt, util::MapResponse};

use crate::{
    answers::ApiError,
    kept_connection::{KeptConnection, remember, was_stale},
};

/// Far beyond any answer here; a program that sends without end must not fill this one's memory.
const LARGEST_ANSWER_BYTES: usize = 8 << 20;
/// Shorter than the 75 s for which the programs behind keep an idle connection: whoever asks closes
/// first, or a question can meet a closing connection.
const IDLE_LIMIT: Duration = Duration::from_mins(1);

type Socket = TokioIo<TcpStream>;
type Connector = MapResponse<HttpConnector, fn(Socket) -> TokioIo<KeptConnection>>;
type HttpClient = Client<Connector, Body>;

pub(crate) fn new_client(wait: Duration) -> HttpClient {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(wait));
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_LIMIT)
        .build(
            connector.map_response(|socket: Socket| {
                TokioIo::new(KeptConnection::new(socket.into_inner()))
            }),
        )
}

/// A program behind the gateway.
#[derive(Clone)]
pub(crate) struct Part {
    client: HttpClient,
    address: Uri,
    wait: Duration,
}

// #region part
impl Part {
    pub(crate) fn new(client: HttpClient, address: Uri, wait: Duration) -> Self {
        Self {
            client,
            address,
            wait,
        }
    }

    /// The whole answer, or why there is none. It is read to its end before it is passed on: answers
    /// here are small, and a program that stops in the middle of one is still a 502.
    pub(crate) async fn ask(
        &self,
        method: Method,
        target: &PathAndQuery,
        headers: HeaderMap,
    ) -> Result<Response<Bytes>, ApiError> {
        timeout(self.wait, self.ask_until_new(method, target, headers))
            .await
            .unwrap_or(Err(ApiError::GatewayTimeout))
    }

    /// Again where a question met a kept connection that the program had just closed, until one is new:
    /// each failure takes a kept one away. hyper-util does that by itself only while nothing was sent
    /// (`retry_canceled_requests`), because it cannot know that every question here is a GET or HEAD,
    /// which may be repeated (RFC 9110, 9.2.2).
    async fn ask_until_new(
        &self,
        method: Method,
        target: &PathAndQuery,
        headers: HeaderMap,
    ) -> Result<Response<Bytes>, ApiError> {
        loop {
            let answer = self.ask_once(method.clone(), target, headers.clone());
            match answer.await {
                Err(Failed::Stale) => {}
                other => return other.map_err(|_failed| ApiError::BadGateway),
            }
        }
    }

    async fn ask_once(
        &self,
        method: Method,
        target: &PathAndQuery,
        headers: HeaderMap,
    ) -> Result<Response<Bytes>, Failed> {
        let mut parts = self.address.clone().into_parts();
        parts.path_and_query = Some(target.clone());
        let uri = Uri::from_parts(parts).map_err(|_wrong| Failed::Asking)?;
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        let answer = self.client.request(request).await.map_err(|error| {
            if was_stale(&error) {
                Failed::Stale
            } else {
                Failed::Asking
            }
        })?;
        remember(answer.extensions());
        let (mut head, body) = answer.into_parts();
        let whole = Limited::new(body, LARGEST_ANSWER_BYTES)
            .collect()
            .await
            .map_err(|_cut| Failed::Asking)?
            .to_bytes();
        // To HEAD the length is that of an answer which is not there.
        if !whole.is_empty() {
            head.headers.insert(CONTENT_LENGTH, whole.len().into());
        }
        Ok(Response::from_parts(head, whole))
    }
}
// #endregion part

enum Failed {
    /// A kept connection was closed before the answer began.
    Stale,
    /// Nobody takes a connection, or what came on a new one is no answer or no whole one.
    Asking,
}
