use std::sync::LazyLock;

use axum::http::HeaderMap;
use opentelemetry::{
    SpanId, TraceId,
    trace::{SpanKind, Status},
};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};

use super::*;
use crate::traces::Traces;

/// The provider is one of the process, and so of all tests: each looks for the trace that it began.
static EXPORTER: LazyLock<InMemorySpanExporter> = LazyLock::new(|| {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(exporter.clone())
        .build();
    drop(Traces::of(provider));
    exporter
});

const CALLER: &str = "00f067aa0ba902b7";

fn traced(store: Option<Url>) -> Result<Router, String> {
    LazyLock::force(&EXPORTER);
    program(store, true)
}

fn spans_where(matches: impl Fn(&SpanData) -> bool) -> Result<Vec<SpanData>, Box<dyn Error>> {
    let mut spans = EXPORTER.get_finished_spans()?;
    spans.retain(matches);
    Ok(spans)
}

fn spans_of(trace: &str) -> Result<Vec<SpanData>, Box<dyn Error>> {
    let trace = TraceId::from_hex(trace)?;
    spans_where(|span| span.span_context.trace_id() == trace)
}

/// As text; empty where there is none.
fn attribute(span: &SpanData, name: &str) -> String {
    let found = span.attributes.iter().find(|one| one.key.as_str() == name);
    found.map(|one| one.value.to_string()).unwrap_or_default()
}

#[tokio::test]
async fn one_trace_goes_from_the_caller_through_both_programs() -> Outcome {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let front = traced(Some(serve(traced(None)?).await?))?;
    let traceparent = format!("00-{trace}-{CALLER}-01");
    assert_eq!(get_with(front, "/relay/7", &traceparent).await?.0, 200);

    // In the order in which they end.
    let spans = spans_of(trace)?;
    let [back, client, front] = spans.as_slice() else {
        return Err(format!("{} spans", spans.len()).into());
    };
    assert_eq!(front.name, "GET /relay/{id}");
    assert_eq!(back.name, "GET /items/{id}");
    assert_eq!(client.name, "GET");
    assert_eq!(front.span_kind, SpanKind::Server);
    assert_eq!(back.span_kind, SpanKind::Server);
    assert_eq!(client.span_kind, SpanKind::Client);

    assert_eq!(front.parent_span_id, SpanId::from_hex(CALLER)?);
    assert_eq!(client.parent_span_id, front.span_context.span_id());
    assert_eq!(back.parent_span_id, client.span_context.span_id());

    for (span, route) in [(front, "/relay/{id}"), (back, "/items/{id}"), (client, "")] {
        assert_eq!(attribute(span, "http.request.method"), "GET");
        assert_eq!(attribute(span, "http.route"), route);
        assert_eq!(attribute(span, "http.response.status_code"), "200");
        assert_eq!(span.status, Status::Unset);
    }
    assert!(attribute(client, "url.full").ends_with("/items/7"));
    Ok(())
}

#[tokio::test]
async fn the_callers_flag_decides() -> Outcome {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4737";
    let front = traced(Some(serve(traced(None)?).await?))?;
    let traceparent = format!("00-{trace}-{CALLER}-00");
    assert_eq!(get_with(front, "/relay/7", &traceparent).await?.0, 200);
    assert!(spans_of(trace)?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_malformed_traceparent_begins_a_new_trace() -> Outcome {
    let answer = get_with(traced(None)?, "/items/917", "00-no-trace-01").await?;
    assert_eq!(answer.0, 200);
    let spans = spans_where(|span| attribute(span, "url.path") == "/items/917")?;
    assert_eq!(spans.len(), 1);
    assert_eq!(spans[0].parent_span_id, SpanId::INVALID);
    Ok(())
}

#[tokio::test]
async fn a_502_is_an_error_of_both_spans() -> Outcome {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4738";
    let front = traced(Some("http://127.0.0.1:9".parse()?))?;
    let traceparent = format!("00-{trace}-{CALLER}-01");
    assert_eq!(get_with(front, "/relay/7", &traceparent).await?.0, 502);
    let spans = spans_of(trace)?;
    assert_eq!(spans.len(), 2);
    for span in &spans {
        assert!(matches!(span.status, Status::Error { .. }), "{}", span.name);
    }
    assert_eq!(attribute(&spans[0], "error.type"), "connect");
    Ok(())
}

#[tokio::test]
async fn a_404_is_an_error_to_who_asks_and_none_to_who_answers() -> Outcome {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4739";
    let front = traced(Some(serve(traced(None)?).await?))?;
    let traceparent = format!("00-{trace}-{CALLER}-01");
    assert_eq!(get_with(front, "/relay/0", &traceparent).await?.0, 404);
    for span in spans_of(trace)? {
        let failed = matches!(span.status, Status::Error { .. });
        assert_eq!(failed, span.span_kind == SpanKind::Client, "{}", span.name);
    }
    Ok(())
}

#[tokio::test]
async fn health_is_not_traced() -> Outcome {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4740";
    let traceparent = format!("00-{trace}-{CALLER}-01");
    for path in ["/health", "/ready", "/nowhere"] {
        get_with(traced(None)?, path, &traceparent).await?;
    }
    assert!(spans_of(trace)?.is_empty());
    Ok(())
}

/// Who is traced passes `traceparent` on, so that the test can fail; untraced, no layer is there.
#[tokio::test]
async fn untraced_tells_nobody() -> Outcome {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4741";
    let says_what_it_was_sent = get(async |headers: HeaderMap| {
        let sent = headers.get("traceparent").map(|_| "one");
        sent.unwrap_or("none")
    });
    let back = serve(Router::new().route("/items/{id}", says_what_it_was_sent)).await?;
    let traceparent = format!("00-{trace}-{CALLER}-01");
    let traced_front = traced(Some(back.clone()))?;
    let (_, sent) = get_with(traced_front, "/relay/1", &traceparent).await?;
    assert_eq!(sent, "one");
    assert_eq!(spans_of(trace)?.len(), 2);

    let (_, sent) = get_with(program(Some(back), false)?, "/relay/2", &traceparent).await?;
    assert_eq!(sent, "none");
    assert_eq!(spans_of(trace)?.len(), 2);
    Ok(())
}
