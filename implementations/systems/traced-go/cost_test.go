package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// BenchmarkItem and BenchmarkRelay are what the README says of allocations: `go test -bench . -benchmem`.
// An experiment measures what requests over a network take; this is the handler alone.
func BenchmarkItem(b *testing.B) {
	eachWay(b, "/items/7", func(traces *tracing) http.Handler { return (&service{}).routes(traces) })
}

func BenchmarkRelay(b *testing.B) {
	eachWay(b, "/relay/7", func(traces *tracing) http.Handler {
		behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"id":7,"name":"item 7"}`))
		}))
		b.Cleanup(behind.Close)
		return newFront(b, behind, time.Minute, traces)
	})
}

func eachWay(b *testing.B, target string, handlerOf func(*tracing) http.Handler) {
	request := httptest.NewRequest("GET", target, nil)
	ask := func(b *testing.B, handler http.Handler) {
		for b.Loop() {
			handler.ServeHTTP(httptest.NewRecorder(), request)
		}
	}
	b.Run("untraced", func(b *testing.B) { ask(b, handlerOf(nil)) })
	for _, sampler := range []string{"always_off", "always_on"} {
		b.Run(sampler, func(b *testing.B) {
			b.Setenv("OTEL_TRACES_SAMPLER", sampler)
			ask(b, handlerOf(newTracing(sdktrace.NewBatchSpanProcessor(discarding{}))))
		})
	}
}

// discarding is a collector that costs nothing, so that what is left is recording and queueing.
type discarding struct{}

func (discarding) ExportSpans(context.Context, []sdktrace.ReadOnlySpan) error { return nil }
func (discarding) Shutdown(context.Context) error                             { return nil }
