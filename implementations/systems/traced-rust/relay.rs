use std::time::Duration;

use axum::{
    extract::State,
    http::{StatusCode, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use opentelemetry::global::BoxedTracer;
use reqwest::{Client, Request, Url, redirect::Policy};

use crate::{
    answers::{ApiError, refusal},
    app::App,
    client_span::ClientSpan,
    traces::tracer,
};

/// Far beyond any answer here; a program that sends without end must not fill this one's memory.
const LARGEST_ANSWER_BYTES: usize = 64 << 10;
/// Shorter than the 75 s for which the program behind keeps an idle connection: whoever asks closes
/// first, or a question can meet a closing connection.
const IDLE_LIMIT: Duration = Duration::from_mins(1);

/// The program behind.
pub(crate) struct Store {
    client: Client,
    address: Url,
    /// None where requests are not traced: then there is nothing to begin or to send with a question.
    tracer: Option<BoxedTracer>,
}

/// Why there is no answer to pass on.
#[derive(Debug)]
pub(crate) enum Failed {
    Connecting,
    InTime,
    Asking,
    TooLarge,
}

pub(crate) type Outcome = Result<(StatusCode, Vec<u8>), Failed>;

// #region relay
/// Asks the program behind for an item and passes on what it says.
pub(crate) async fn relay(State(app): State<App>, uri: Uri) -> Response {
    let Some(store) = &app.store else {
        return ApiError::NotFound.into_response();
    };
    // As it came, escapes and all: whether it is the id of an item is for the program behind to say.
    let id = uri.path().strip_prefix("/relay/").unwrap_or_default();
    match store.item(id).await {
        Ok((status, body)) => (status, [(CONTENT_TYPE, "application/json")], body).into_response(),
        // Not the error's own text, which names addresses.
        Err(_failed) => refusal(StatusCode::BAD_GATEWAY, "bad gateway"),
    }
}

impl Store {
    pub(crate) fn new(address: Url, wait: Duration, traced: bool) -> Result<Self, String> {
        let client = Client::builder()
            // Of the whole exchange: the body has no time of its own.
            .timeout(wait)
            .connect_timeout(wait)
            .pool_idle_timeout(IDLE_LIMIT)
            // Programs in one's own network are asked without a proxy, whatever HTTP_PROXY says.
            .no_proxy()
            .redirect(Policy::none())
            .build()
            .map_err(|error| format!("The client of STORE_URL could not be made: {error}."))?;
        Ok(Self {
            client,
            address,
            tracer: traced.then(tracer),
        })
    }

    async fn item(&self, id: &str) -> Outcome {
        let mut url = self.address.clone();
        url.set_path(&format!("/items/{id}"));
        let mut request = Request::new(reqwest::Method::GET, url);
        let Some(tracer) = &self.tracer else {
            return self.exchange(request).await;
        };
        let span = ClientSpan::start(tracer, &mut request);
        let outcome = self.exchange(request).await;
        span.end(&outcome);
        outcome
    }

    /// The whole answer is read before any of it goes on, so that one which breaks off is a 502.
    async fn exchange(&self, request: Request) -> Outcome {
        let mut answer = self.client.execute(request).await?;
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await? {
            if body.len() + piece.len() > LARGEST_ANSWER_BYTES {
                return Err(Failed::TooLarge);
            }
            body.extend_from_slice(&piece);
        }
        Ok((answer.status(), body))
    }
}
// #endregion relay

impl From<reqwest::Error> for Failed {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::InTime
        } else if error.is_connect() {
            Self::Connecting
        } else {
            Self::Asking
        }
    }
}
