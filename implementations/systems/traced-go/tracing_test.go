package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

const (
	traceID = "0af7651916cd43dd8448eb211c80319c"
	callers = "00-" + traceID + "-b7ad6b7169203331-"
)

// recorded is a front and the program behind it, each of which records into its own list.
type recorded struct {
	front      http.Handler
	fronts     *tracetest.InMemoryExporter
	backs      *tracetest.InMemoryExporter
	toldToBack []string // traceparent, of each question
}

func newRecorded(t *testing.T, frontTraced bool) *recorded {
	t.Helper()
	r := &recorded{fronts: tracetest.NewInMemoryExporter(), backs: tracetest.NewInMemoryExporter()}
	back := (&service{}).routes(newTracing(sdktrace.NewSimpleSpanProcessor(r.backs)))
	behind := startBehind(t, http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		r.toldToBack = append(r.toldToBack, asked.Header.Get("Traceparent"))
		back.ServeHTTP(w, asked)
	}))
	var traces *tracing
	if frontTraced {
		traces = newTracing(sdktrace.NewSimpleSpanProcessor(r.fronts))
	}
	r.front = newFront(t, behind, time.Minute, traces)
	return r
}

func (r *recorded) ask(target, traceparent string) {
	request := httptest.NewRequest("GET", target, nil)
	if traceparent != "" {
		request.Header.Set("Traceparent", traceparent)
	}
	r.front.ServeHTTP(httptest.NewRecorder(), request)
}

func TestOneRequestIsThreeSpansOfOneTrace(t *testing.T) {
	r := newRecorded(t, true)
	r.ask("/relay/7", "")
	// A span is recorded when it ends, so the client's comes before the server's around it.
	client, server := two(t, r.fronts)
	back := one(t, r.backs)
	if server.Name != "GET /relay/{id}" || server.SpanKind != trace.SpanKindServer || server.Parent.IsValid() {
		t.Errorf("the front's SERVER span is %q, %s, child of %s", server.Name, server.SpanKind, server.Parent.SpanID())
	}
	expectAttributes(t, server, "GET", "/relay/{id}", 200)
	if client.SpanKind != trace.SpanKindClient || client.Parent.SpanID() != server.SpanContext.SpanID() {
		t.Errorf("the CLIENT span is %s, child of %s, want one of %s", client.SpanKind, client.Parent.SpanID(), server.SpanContext.SpanID())
	}
	if back.Name != "GET /items/{id}" || back.SpanKind != trace.SpanKindServer || back.Parent.SpanID() != client.SpanContext.SpanID() || !back.Parent.IsRemote() {
		t.Errorf("the back's SERVER span is %q, %s, child of %s", back.Name, back.SpanKind, back.Parent.SpanID())
	}
	expectAttributes(t, back, "GET", "/items/{id}", 200)
	for _, span := range []tracetest.SpanStub{client, back} {
		if span.SpanContext.TraceID() != server.SpanContext.TraceID() {
			t.Errorf("%q is of another trace", span.Name)
		}
	}
	for _, span := range []tracetest.SpanStub{client, server, back} {
		if span.Status.Code == codes.Error {
			t.Errorf("%q has the status error", span.Name)
		}
	}
}

func TestWhatIsNotThereIsNoError(t *testing.T) {
	r := newRecorded(t, true)
	r.ask("/relay/1001", "")
	_, server := two(t, r.fronts)
	expectAttributes(t, server, "GET", "/relay/{id}", 404)
	if back := one(t, r.backs); server.Status.Code == codes.Error || back.Status.Code == codes.Error {
		t.Errorf("404 gives the status %s and behind %s", server.Status.Code, back.Status.Code)
	}
}

func TestACallersTraceIsContinuedAndItsFlagDecides(t *testing.T) {
	r := newRecorded(t, true)
	r.ask("/relay/7", callers+"01")
	_, server := two(t, r.fronts)
	if server.SpanContext.TraceID().String() != traceID || server.Parent.SpanID().String() != "b7ad6b7169203331" {
		t.Errorf("the span is of trace %s, child of %s", server.SpanContext.TraceID(), server.Parent.SpanID())
	}

	r.fronts.Reset()
	r.backs.Reset()
	r.ask("/relay/7", callers+"00")
	if front, back := len(r.fronts.GetSpans()), len(r.backs.GetSpans()); front+back != 0 {
		t.Errorf("a trace that is not sampled has %d spans, and %d behind", front, back)
	}
	if told := r.toldToBack[1]; len(told) != 55 || told[3:35] != traceID || told[53:] != "00" {
		t.Errorf("the program behind is told %q, want the trace and that it is not sampled", told)
	}
}

func TestAMalformedTraceparentBeginsATrace(t *testing.T) {
	for _, wrong := range []string{"00-" + traceID, "ff" + callers[2:] + "01", callers + "0x", "00-00000000000000000000000000000000-b7ad6b7169203331-01"} {
		r := newRecorded(t, true)
		r.ask("/relay/7", wrong)
		if _, server := two(t, r.fronts); server.Parent.IsValid() || server.SpanContext.TraceID().String() == traceID {
			t.Errorf("%q is taken for a trace", wrong)
		}
	}
}

func TestTheFrontsSamplerDecidesForTheBack(t *testing.T) {
	t.Setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
	t.Setenv("OTEL_TRACES_SAMPLER_ARG", "0")
	r := newRecorded(t, true)
	r.ask("/relay/7", "")
	if front, back := len(r.fronts.GetSpans()), len(r.backs.GetSpans()); front+back != 0 {
		t.Errorf("none is to be sampled, and there are %d spans, and %d behind", front, back)
	}
	r.ask("/relay/7", callers+"01")
	two(t, r.fronts)
	one(t, r.backs)
}

func TestA502IsAnErrorOfBothSpans(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	behind := startBehind(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100") // and then it breaks off
	}))
	front := newFront(t, behind, time.Minute, newTracing(sdktrace.NewSimpleSpanProcessor(spans)))
	for _, what := range []string{"breaks off", "refuses"} {
		answerOf(front, "/relay/7")
		client, server := two(t, spans)
		expectAttributes(t, server, "GET", "/relay/{id}", 502)
		if client.Status.Code != codes.Error || server.Status.Code != codes.Error {
			t.Errorf("where it %s: %s for the CLIENT span and %s for the SERVER span", what, client.Status.Code, server.Status.Code)
		}
		spans.Reset()
		behind.Close()
	}
}

func TestWhatAsksWhetherTheProcessLivesIsNotTraced(t *testing.T) {
	r := newRecorded(t, true)
	for _, target := range []string{"/health", "/ready", "/hello", "/nothing"} {
		r.ask(target, callers+"01")
	}
	if spans := r.fronts.GetSpans(); len(spans) > 0 {
		t.Errorf("%q is traced", spans[0].Name)
	}
}

func TestWithoutTracesNobodyIsTold(t *testing.T) {
	r := newRecorded(t, false)
	r.ask("/relay/7", callers+"01")
	if len(r.toldToBack) != 1 || r.toldToBack[0] != "" {
		t.Errorf("the program behind is told %q, want one question without a traceparent", r.toldToBack)
	}
}

func one(t *testing.T, spans *tracetest.InMemoryExporter) tracetest.SpanStub {
	t.Helper()
	found := spans.GetSpans()
	if len(found) != 1 {
		t.Fatalf("%d spans, want 1", len(found))
	}
	return found[0]
}

func two(t *testing.T, spans *tracetest.InMemoryExporter) (first, second tracetest.SpanStub) {
	t.Helper()
	found := spans.GetSpans()
	if len(found) != 2 {
		t.Fatalf("%d spans, want 2", len(found))
	}
	return found[0], found[1]
}

func expectAttributes(t *testing.T, span tracetest.SpanStub, method, route string, status int64) {
	t.Helper()
	found := map[string]any{}
	for _, attribute := range span.Attributes {
		found[string(attribute.Key)] = attribute.Value.AsInterface()
	}
	for name, want := range map[string]any{"http.request.method": method, "http.route": route, "http.response.status_code": status} {
		if found[name] != want {
			t.Errorf("%s of %q is %v, want %v", name, span.Name, found[name], want)
		}
	}
}
