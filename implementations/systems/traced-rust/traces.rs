use std::time::Duration;

use opentelemetry::{
    InstrumentationScope,
    global::{self, BoxedTracer},
};
use opentelemetry_instrumentation_tower::http::server::{Layer, LayerBuilder};
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::trace::SdkTracerProvider;

use crate::trace_context::StrictTraceContext;

/// How long the end of the process may be put off for spans.
const LONGEST_FLUSH: Duration = Duration::from_secs(2);

/// There while requests are traced.
pub(crate) struct Traces(SdkTracerProvider);

// #region traces
impl Traces {
    /// Sends what is recorded to a collector.
    ///
    /// Exporter, sampler, processor and resource read the variables that OpenTelemetry has for them;
    /// `trace_settings.rs` has looked at those first.
    ///
    /// The batch processor is what makes tracing affordable: to end a span is to put it into a queue
    /// of 2,048, and one thread sends 512 at a time. Where the collector is slower than the requests
    /// the queue is full, and what does not go in is dropped. That thread is no worker of Tokio's, so
    /// that the client which it waits for is reqwest's blocking one.
    ///
    /// # Errors
    ///
    /// One sentence, where the exporter cannot be made.
    pub(crate) fn start() -> Result<Self, String> {
        let exporter = SpanExporter::builder()
            .with_http()
            .build()
            .map_err(|error| {
                format!(
                    "Traces cannot be sent ({error}); look at the variables whose name begins with \
                     OTEL_EXPORTER_OTLP."
                )
            })?;
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .build();
        Ok(Self::of(provider))
    }

    /// Variables of the whole process, which the layer reads: it takes no provider of one's own
    /// (0.19.0).
    pub(crate) fn of(provider: SdkTracerProvider) -> Self {
        // traceparent and tracestate. Baggage, the other default of OTEL_PROPAGATORS, may come from
        // anybody and would go to every program behind.
        global::set_text_map_propagator(StrictTraceContext::default());
        global::set_tracer_provider(provider.clone());
        Self(provider)
    }

    /// Sends what is queued, and gives up in time: an outage of the collector must not keep a process
    /// from ending. What is lost then is a record of requests, and not an answer to one.
    pub(crate) fn flush(&self) {
        if let Err(error) = self.0.shutdown_with_timeout(LONGEST_FLUSH) {
            eprintln!("The last spans may be lost: {error}.");
        }
    }
}

/// A SERVER span around each request, named after method and route. It continues the trace that
/// `traceparent` names; the sampler follows the flag there.
///
/// `Layer::new` would be shorter; it takes measurements of each request too, which nobody asks for here.
///
/// # Errors
///
/// One sentence, where the layer cannot be made.
pub(crate) fn server_spans() -> Result<Layer, String> {
    LayerBuilder::builder()
        .with_metrics(false)
        .build()
        .map_err(|error| format!("Requests cannot be traced: {error}."))
}
// #endregion traces

/// Of the spans that this program begins itself.
pub(crate) fn tracer() -> BoxedTracer {
    global::tracer_with_scope(InstrumentationScope::builder("traced").build())
}
