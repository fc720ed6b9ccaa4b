use opentelemetry::{
    Context, KeyValue,
    global::{self, BoxedTracer},
    trace::{SpanKind, Status, TraceContextExt, Tracer},
};
use opentelemetry_http::HeaderInjector;
use opentelemetry_semantic_conventions::attribute::{
    ERROR_TYPE, HTTP_REQUEST_METHOD, HTTP_RESPONSE_STATUS_CODE, SERVER_ADDRESS, SERVER_PORT,
    URL_FULL,
};
use reqwest::Request;

use crate::relay::{Failed, Outcome};

/// The span of one question to another program. Dropped without an end, because whoever asked is
/// gone, it ends all the same, and has no status.
///
/// By hand: the crates that wrap a reqwest client (reqwest-tracing in reqwest-middleware) record spans
/// of `tracing`, another API, which a bridge then turns into those of OpenTelemetry.
pub(crate) struct ClientSpan(Context);

// #region client-span
impl ClientSpan {
    /// Begins a child of the SERVER span, and tells the program asked of it in `traceparent`.
    ///
    /// `Context::current()` is a variable of the thread, and a task may go on in another one. It is
    /// right here because the layer sets it each time that it polls the handler
    /// (opentelemetry-instrumentation-tower 0.19.0, `src/http/server.rs`). In a task of its own, by
    /// `tokio::spawn`, it would be empty, and the span the first of another trace.
    pub(crate) fn start(tracer: &BoxedTracer, request: &mut Request) -> Self {
        let url = request.url();
        let port = url.port_or_known_default().unwrap_or_default();
        let attributes = [
            KeyValue::new(HTTP_REQUEST_METHOD, request.method().to_string()),
            KeyValue::new(
                SERVER_ADDRESS,
                url.host_str().unwrap_or_default().to_owned(),
            ),
            KeyValue::new(SERVER_PORT, i64::from(port)),
            KeyValue::new(URL_FULL, url.to_string()),
        ];
        let span = tracer
            // The method alone: a name with an id in it is a new name for each item.
            .span_builder(request.method().to_string())
            .with_kind(SpanKind::Client)
            .with_attributes(attributes)
            .start(tracer);
        let context = Context::current_with_span(span);
        global::get_text_map_propagator(|propagator| {
            propagator.inject_context(&context, &mut HeaderInjector(request.headers_mut()));
        });
        Self(context)
    }

    /// To whoever asks, 404 is an error, as the conventions for HTTP want it; to the SERVER span it is
    /// not.
    pub(crate) fn end(self, outcome: &Outcome) {
        let span = self.0.span();
        let error = match outcome {
            Ok((status, _body)) => {
                let code = status.as_u16();
                span.set_attribute(KeyValue::new(HTTP_RESPONSE_STATUS_CODE, i64::from(code)));
                (code >= 400).then(|| code.to_string())
            }
            Err(failed) => Some(failed.kind().to_owned()),
        };
        if let Some(kind) = error {
            span.set_attribute(KeyValue::new(ERROR_TYPE, kind));
            span.set_status(Status::error(""));
        }
        span.end();
    }
}
// #endregion client-span

impl Failed {
    fn kind(&self) -> &'static str {
        match self {
            Self::Connecting => "connect",
            Self::InTime => "timeout",
            Self::Asking => "exchange",
            Self::TooLarge => "too_large",
        }
    }
}
