use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{AUTHORIZATION, CONNECTION, TRANSFER_ENCODING},
        uri::PathAndQuery,
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::Deserialize;

use crate::{
    answers::ApiError,
    app::App,
    part::Part,
    request_headers::{REQUEST_ID, USER_ID, headers_for},
};

/// Before every path that only somebody with a token gets an answer from.
const PROTECTED: &str = "/gateway";

const ME: PathAndQuery = PathAndQuery::from_static("/me");
const LONGEST_SUBJECT: usize = 256;

#[derive(Deserialize)]
struct Identity {
    subject: String,
}

/// What a request asks of the programs behind. Taken out of it at once: a body, which a request may
/// have, cannot be shared between threads, and a task that waits may go on in another.
struct Question {
    method: Method,
    target: PathAndQuery,
    headers: HeaderMap,
    authorization: Option<HeaderValue>,
}

pub(crate) async fn work(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    let compute = app.compute.ok_or(ApiError::NotFound)?;
    forward(&compute, question(&request)?).await
}

pub(crate) async fn protected_work(
    State(app): State<App>,
    request: Request,
) -> Result<Response, ApiError> {
    protect(app.auth, app.compute, question(&request)?).await
}

pub(crate) async fn protected_cached(
    State(app): State<App>,
    request: Request,
) -> Result<Response, ApiError> {
    protect(app.auth, app.cache, question(&request)?).await
}

// #region gateway
/// Only who has a token gets further, and what is behind learns from the gateway alone who that is.
async fn protect(
    auth: Option<Part>,
    part: Option<Part>,
    mut question: Question,
) -> Result<Response, ApiError> {
    let (auth, part) = auth.zip(part).ok_or(ApiError::NotFound)?;
    let mut headers = question.headers.clone();
    if let Some(value) = question.authorization.take() {
        headers.insert(AUTHORIZATION, value);
    }
    let verdict = auth.ask(Method::GET, &ME, headers).await?;
    if verdict.status() != StatusCode::OK {
        // 401 with its challenge and 429 with its Retry-After, as the service says them.
        return Ok(pass_on(verdict, &question.headers));
    }
    question
        .headers
        .insert(USER_ID, subject_in(verdict.body())?);
    forward(&part, question).await
}
// #endregion gateway

fn question(request: &Request) -> Result<Question, ApiError> {
    let whole = request.uri().path_and_query().ok_or(ApiError::NotFound)?;
    let whole = whole.as_str();
    let target = whole.strip_prefix(PROTECTED).unwrap_or(whole);
    Ok(Question {
        method: request.method().clone(),
        target: PathAndQuery::try_from(target).map_err(|_wrong| ApiError::NotFound)?,
        headers: headers_for(request),
        authorization: request.headers().get(AUTHORIZATION).cloned(),
    })
}

async fn forward(part: &Part, question: Question) -> Result<Response, ApiError> {
    let Question {
        method,
        target,
        headers,
        ..
    } = question;
    let answer = part.ask(method, &target, headers.clone()).await?;
    Ok(pass_on(answer, &headers))
}

/// Status, end-to-end fields and body, as they came.
fn pass_on(answer: axum::http::Response<Bytes>, asked: &HeaderMap) -> Response {
    let (mut head, body) = answer.into_parts();
    // Of a connection, not of an answer (RFC 9110, 7.6.1); hyper writes its own.
    for name in [CONNECTION, TRANSFER_ENCODING] {
        head.headers.remove(name);
    }
    head.headers.remove("keep-alive");
    if let Some(id) = asked.get(REQUEST_ID) {
        head.headers.insert(REQUEST_ID, id.clone());
    }
    (head, body).into_response()
}

fn subject_in(body: &Bytes) -> Result<HeaderValue, ApiError> {
    let Identity { subject } =
        serde_json::from_slice(body).map_err(|_wrong| ApiError::BadGateway)?;
    // A field of HTTP takes no more than this; whoever else is named cannot be passed on.
    let fits = (1..=LONGEST_SUBJECT).contains(&subject.len())
        && subject.bytes().all(|byte| byte.is_ascii_graphic());
    let value = fits.then(|| HeaderValue::from_str(&subject).ok()).flatten();
    value.ok_or(ApiError::BadGateway)
}
