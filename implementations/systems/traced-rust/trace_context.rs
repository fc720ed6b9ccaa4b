use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator, text_map_propagator::FieldIter},
};
use opentelemetry_sdk::propagation::TraceContextPropagator;

/// Of version, trace, parent and flags in `traceparent` (W3C Trace Context, 3.2).
const DIGITS: [usize; 4] = [2, 32, 16, 2];

/// The SDK's propagator, for what is well formed. By itself it takes an identifier that is too short for
/// one with zeros before it (0.33.1, `src/propagation/trace_context.rs`), and so continues a trace that
/// nobody began, where the specification wants a new one.
#[derive(Debug, Default)]
pub(crate) struct StrictTraceContext(TraceContextPropagator);

impl TextMapPropagator for StrictTraceContext {
    fn inject_context(&self, context: &Context, injector: &mut dyn Injector) {
        self.0.inject_context(context, injector);
    }

    fn extract_with_context(&self, context: &Context, extractor: &dyn Extractor) -> Context {
        if extractor.get("traceparent").is_some_and(is_well_formed) {
            self.0.extract_with_context(context, extractor)
        } else {
            context.clone()
        }
    }

    fn fields(&self) -> FieldIter<'_> {
        self.0.fields()
    }
}

/// What else is wrong, such as zeros alone or a version of "ff", the SDK finds. A later version may have
/// more parts.
fn is_well_formed(traceparent: &str) -> bool {
    let mut parts = traceparent.split('-');
    DIGITS.iter().all(|&digits| {
        parts.next().is_some_and(|part| {
            part.len() == digits && part.bytes().all(|byte| b"0123456789abcdef".contains(&byte))
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use opentelemetry::trace::TraceContextExt;

    use super::*;

    fn continues(traceparent: &str) -> bool {
        let headers = HashMap::from([("traceparent".to_owned(), traceparent.to_owned())]);
        let context = StrictTraceContext::default().extract(&headers);
        context.has_active_span()
    }

    #[test]
    fn continues_what_is_well_formed() {
        let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert!(continues(traceparent));
        assert!(continues(&format!(
            "{}-more",
            traceparent.replacen("00", "01", 1)
        )));
    }

    #[test]
    fn takes_nothing_else() {
        for traceparent in [
            "",
            "nonsense",
            "00-af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-+af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        ] {
            assert!(!continues(traceparent), "{traceparent}");
        }
    }
}
