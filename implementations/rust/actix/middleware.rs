use std::panic::AssertUnwindSafe;

use actix_web::{
    Error,
    dev::{Service, ServiceRequest, ServiceResponse},
    web::Data,
};
use futures_util::FutureExt;

use crate::{
    answers::{ApiError, close},
    shutdown::Draining,
};

/// Request line and headers together. actix-http 3.20.0 reads up to 128 KiB before it refuses a head
/// by itself (src/h1/decoder.rs, `MAX_BUFFER_SIZE`), and that cannot be set.
const LARGEST_HEAD_BYTES: usize = 16 * 1_024;

/// What every request goes through, from outside to inside:
///
/// - While the server drains, each answer says `Connection: close`.
/// - A panic in a handler is answered with 500. Without it the panic ends the connection's task: the
///   client sees a connection closed without an answer, and requests pipelined behind it are lost.
///   The panic's text goes to standard error alone. Safe to assert: the store replaces an item
///   whole, and a flag cannot be left half-changed.
/// - A head that is too large is refused.
pub(crate) fn surround<S, B>(
    request: ServiceRequest,
    service: &S,
) -> impl Future<Output = Result<ServiceResponse<B>, Error>> + use<S, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    let draining = request.app_data::<Data<Draining>>().cloned();
    let answer = (head_bytes(&request) <= LARGEST_HEAD_BYTES).then(|| service.call(request));
    async move {
        let answer = answer.ok_or(ApiError::HeadTooLarge)?;
        let mut answer = AssertUnwindSafe(answer)
            .catch_unwind()
            .await
            .unwrap_or_else(|_panic| Err(ApiError::Internal.into()))?;
        if draining.is_some_and(|draining| draining.is_on()) {
            close(answer.response_mut());
        }
        Ok(answer)
    }
}

fn head_bytes(request: &ServiceRequest) -> usize {
    let uri = request.uri();
    let target = uri.path().len() + uri.query().unwrap_or_default().len();
    let fields = request.headers().iter();
    // Each has a colon, a space and the end of its line.
    let fields = fields.map(|(name, value)| name.as_str().len() + value.len() + 4);
    target + fields.sum::<usize>()
}
