package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// longestFlush is how long the end of the process may be put off for spans.
const longestFlush = 2 * time.Second

// tracing is there when requests are traced. It is handed to whoever needs it; the road not taken is
// otel.SetTracerProvider, a variable of the whole process, which tests that run at once would share.
type tracing struct {
	provider *sdktrace.TracerProvider
	options  []otelhttp.Option
}

// #region tracing

// startTracing sends what is recorded to a collector.
//
// Exporter, sampler, processor and resource read the variables that OpenTelemetry has for them:
// readTraces has looked at those first. contrib's autoexport would choose the exporter too, and link
// each one that there is, gRPC and Prometheus among them.
//
// The batch processor is what makes tracing affordable: to end a span is to put it into a queue of 2,048,
// and one goroutine sends 512 at a time. Where the collector is slower than the requests the queue is
// full, and what does not go in is dropped. WithBlocking would have requests wait for the collector.
func startTracing() (*tracing, error) {
	exporter, err := otlptracehttp.New(context.Background())
	if err != nil {
		return nil, fmt.Errorf("traces cannot be sent (%w); look at the variables whose name begins with OTEL_EXPORTER_OTLP", err)
	}
	otel.SetErrorHandler(&outageReport{say: func(line string) { fmt.Fprintln(os.Stderr, line) }})
	return newTracing(sdktrace.NewBatchSpanProcessor(exporter)), nil
}

// newTracing takes the sampler from the environment (sampler_env.go in sdk/trace, 1.47).
func newTracing(processor sdktrace.SpanProcessor) *tracing {
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(processor))
	return &tracing{provider, []otelhttp.Option{
		otelhttp.WithTracerProvider(provider),
		// traceparent and tracestate. Baggage, the other default of OTEL_PROPAGATORS, would take up to 8 KB
		// from strangers and pass them on to every program behind.
		otelhttp.WithPropagators(propagation.TraceContext{}),
	}}
}

// server has a SERVER span around each request, named after method and route. It is a middleware of
// routes and not of the router: chi has found the route by then, and set Request.Pattern, from which
// otelhttp takes the name and http.route. Before chi it would see the path alone, and a name with an id
// in it is a new name for each item.
func (t *tracing) server() func(http.Handler) http.Handler {
	return otelhttp.NewMiddleware("", t.options...)
}

// client has a CLIENT span around each question, from the first byte to the end of the answer's body, and
// tells the program asked of it in traceparent.
func (t *tracing) client(transport http.RoundTripper) http.RoundTripper {
	return otelhttp.NewTransport(transport, t.options...)
}

// #endregion tracing

// flush sends what is queued, and gives up in time: an outage of the collector must not keep a process
// from ending. What is lost then is a record of requests, not an answer to one.
func (t *tracing) flush() {
	ctx, cancel := context.WithTimeout(context.Background(), longestFlush)
	defer cancel()
	if err := t.provider.Shutdown(ctx); err != nil {
		otel.Handle(err)
	}
}

// outageReport writes a line a minute where the SDK has one for each batch, of which a busy server
// fails to send many in a second.
type outageReport struct {
	say  func(string)
	last atomic.Int64 // Unix nanoseconds; 0 for never
}

const outageReportInterval = time.Minute

func (o *outageReport) Handle(err error) {
	last, now := o.last.Load(), time.Now().UnixNano()
	if last != 0 && now-last < int64(outageReportInterval) || !o.last.CompareAndSwap(last, now) {
		return
	}
	o.say(fmt.Sprintf("traced: spans are lost, because the collector did not take them (%v); requests are answered as ever.", err))
}
