package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.opentelemetry.io/otel"
)

func TestFlushSendsWhatIsQueued(t *testing.T) {
	posts := make(chan string, 10)
	collector := startBehind(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		posts <- r.Method + " " + r.URL.Path + " " + r.Header.Get("Content-Type")
		if !bytes.Contains(body, []byte("GET /items/{id}")) {
			t.Errorf("the spans of %d bytes do not name the route", len(body))
		}
	}))
	traces := startTracingTo(t, collector.URL)
	answerOf((&service{}).routes(traces), "/items/7")
	traces.flush()
	select {
	case got := <-posts:
		if got != "POST /v1/traces application/x-protobuf" {
			t.Error(got)
		}
	default:
		t.Error("nothing was sent by the end of flush")
	}
}

func TestRequestsDoNotWaitForACollectorThatHangs(t *testing.T) {
	var posts atomic.Int64
	hangs := make(chan struct{})
	collector := startBehind(t, http.HandlerFunc(func(_ http.ResponseWriter, _ *http.Request) {
		posts.Add(1)
		<-hangs
	}))
	defer close(hangs) // before the server's own Close, which waits for it
	traces := startTracingTo(t, collector.URL)
	handler := (&service{}).routes(traces)
	answered := make(chan string)
	go func() {
		for range 5_000 { // more than the queue and a batch hold
			answered <- answerOf(handler, "/items/7")
		}
	}()
	for asked := range 5_000 {
		select {
		case got := <-answered:
			if got != `200 {"id":7,"name":"item 7"}` {
				t.Fatal(got)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("request %d waits", asked+1)
		}
	}
	begin := time.Now()
	traces.flush()
	if took := time.Since(begin); took < longestFlush || took > longestFlush+2*time.Second || posts.Load() != 1 {
		t.Errorf("flush took %s, after %d posts", took, posts.Load())
	}
}

func TestRequestsAreAnsweredWhereThereIsNoCollector(t *testing.T) {
	collector := startBehind(t, nil)
	collector.Close()
	traces := startTracingTo(t, collector.URL)
	var said []string
	otel.SetErrorHandler(&outageReport{say: func(line string) { said = append(said, line) }})
	if got := answerOf((&service{}).routes(traces), "/items/7"); got != `200 {"id":7,"name":"item 7"}` {
		t.Error(got)
	}
	begin := time.Now()
	traces.flush()
	if took := time.Since(begin); took > longestFlush+2*time.Second {
		t.Errorf("flush took %s", took)
	}
	if len(said) != 1 || !strings.Contains(said[0], "connection refused") || strings.Contains(said[0], "\n") {
		t.Errorf("of the outage is said %q", said)
	}
}

func TestAnOutageIsALineAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lines := 0
		report := &outageReport{say: func(string) { lines++ }}
		for range 150 { // seconds
			report.Handle(errors.New("connection refused"))
			time.Sleep(time.Second)
		}
		if lines != 3 {
			t.Errorf("150 s are %d lines, want 3", lines)
		}
	})
}

func startTracingTo(t *testing.T, address string) *tracing {
	t.Helper()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
	traces, err := startTracing()
	if err != nil {
		t.Fatal(err)
	}
	return traces
}
