package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestItemsAreThoseOfAThousandAsTheyAreWritten(t *testing.T) {
	handler := (&service{}).routes(nil)
	for target, want := range map[string]string{
		"/items/1":                    `200 {"id":1,"name":"item 1"}`,
		"/items/1000":                 `200 {"id":1000,"name":"item 1000"}`,
		"/items/0":                    `404 {"error":"not found"}`,
		"/items/1001":                 `404 {"error":"not found"}`,
		"/items/07":                   `404 {"error":"not found"}`,
		"/items/+7":                   `404 {"error":"not found"}`,
		"/items/-7":                   `404 {"error":"not found"}`,
		"/items/7.0":                  `404 {"error":"not found"}`,
		"/items/99999999999999999999": `404 {"error":"not found"}`,
		"/items":                      `404 {"error":{"code":"not-found","message":"There is nothing at this path."}}`,
		"/relay/7":                    `404 {"error":{"code":"not-found","message":"There is nothing at this path."}}`,
		"/hello":                      `200 {"message":"Hello, World!"}`,
	} {
		if got := answerOf(handler, target); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
}

func TestAWrongMethodIsToldTheRightOnes(t *testing.T) {
	for _, method := range []string{"POST", "OPTIONS", "BREW"} {
		response := httptest.NewRecorder()
		(&service{}).routes(nil).ServeHTTP(response, httptest.NewRequest(method, "/items/7", nil))
		if response.Code != http.StatusMethodNotAllowed || response.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d %v", method, response.Code, response.Header())
		}
	}
}

func TestARelayPassesOnWhatTheProgramBehindSays(t *testing.T) {
	front := newFront(t, startBehind(t, (&service{}).routes(nil)), time.Minute, nil)
	for target, want := range map[string]string{
		"/relay/7":                   `200 {"id":7,"name":"item 7"}`,
		"/relay/1001":                `404 {"error":"not found"}`,
		"/relay/%2e%2e":              `404 {"error":"not found"}`,
		"/relay/7%3Fa":               `404 {"error":"not found"}`,
		"/relay/7%2F..%2F..%2Fhello": `404 {"error":"not found"}`,
	} {
		if got := answerOf(front, target); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
}

func TestARelayIs502WhereNoWholeAnswerComesInTime(t *testing.T) {
	for name, behind := range map[string]http.HandlerFunc{
		"late": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"late in its body": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"breaks off": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`{"id":7`))
		},
		"too long": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, mostAnswerBytes+1)) },
	} {
		front := newFront(t, startBehind(t, behind), 200*time.Millisecond, nil)
		if got := answerOf(front, "/relay/7"); got != `502 {"error":"bad gateway"}` {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestARelayIs502WhereNobodyListens(t *testing.T) {
	behind := startBehind(t, nil)
	behind.Close()
	if got := answerOf(newFront(t, behind, time.Minute, nil), "/relay/7"); got != `502 {"error":"bad gateway"}` {
		t.Error(got)
	}
}

func TestARelayPassesOnARedirectInPlaceOfFollowingIt(t *testing.T) {
	behind := startBehind(t, http.RedirectHandler("/elsewhere", http.StatusFound))
	if got := answerOf(newFront(t, behind, time.Minute, nil), "/relay/7"); !strings.HasPrefix(got, "302 ") {
		t.Error(got)
	}
}

func TestARelayKeepsItsConnection(t *testing.T) {
	opened := atomic.Int64{}
	behind := httptest.NewUnstartedServer((&service{}).routes(nil))
	behind.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	behind.Start()
	t.Cleanup(behind.Close)
	front := newFront(t, behind, time.Minute, nil)
	for range 5 {
		answerOf(front, "/relay/7")
	}
	if opened.Load() != 1 {
		t.Errorf("5 questions opened %d connections, want 1", opened.Load())
	}
}

// startBehind is a program to relay to.
func startBehind(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

func newFront(t testing.TB, behind *httptest.Server, wait time.Duration, traces *tracing) http.Handler {
	t.Helper()
	address, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	return (&service{store: newStore(settings{store: address, partWait: wait}, traces)}).routes(traces)
}

func answerOf(handler http.Handler, target string) string {
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, httptest.NewRequest("GET", target, nil))
	return fmt.Sprintf("%d %s", response.Code, response.Body)
}
