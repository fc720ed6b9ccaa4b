package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const mostAnswerBytes = 64 << 10

// store is the program behind.
type store struct {
	client  *http.Client
	address *url.URL
	wait    time.Duration
}

func newStore(settings settings, traces *tracing) *store {
	if settings.store == nil {
		return nil
	}
	var transport http.RoundTripper = newTransport(settings.partWait)
	if traces != nil {
		transport = traces.client(transport)
	}
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &store{client, settings.store, settings.partWait}
}

func newTransport(wait time.Duration) *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	// Programs in one's own network are asked without a proxy, whatever HTTP_PROXY says.
	transport.Proxy = nil
	// The default is two, so that all connections but two are closed after an answer and opened again
	// for the next. MaxIdleConns, 100, is over all hosts.
	transport.MaxIdleConnsPerHost = 10_000
	transport.MaxIdleConns = 0
	transport.DialContext = (&net.Dialer{Timeout: wait}).DialContext
	return transport
}

// #region relay

// relay asks the program behind for an item and passes on what it says. The request's context goes with
// the question: it holds the SERVER span, of which the question's CLIENT span is a child. A question with
// context.Background(), which compiles as well, begins a trace of its own.
func (s *service) relay(w http.ResponseWriter, r *http.Request) {
	status, body, err := s.store.item(r.Context(), r.URL)
	if err != nil {
		if r.Context().Err() != nil {
			// The client has gone, or has closed its half, which net/http takes for the same and ends the
			// context: no fault of the program behind, and a 502 would say that it was one.
			panic(http.ErrAbortHandler)
		}
		// Not err's own text, which names addresses. The CLIENT span has it.
		s.answer(w, http.StatusBadGateway, lacking{"bad gateway"})
		return
	}
	s.send(w, status, body)
}

// #endregion relay

// item reads the whole answer before any of it goes on, so that one which breaks off is a 502.
func (s *store) item(ctx context.Context, asked *url.URL) (int, []byte, error) {
	// Of the whole exchange; ResponseHeaderTimeout alone would leave the body any time it likes.
	ctx, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	// As it came, escapes and all: whether it is the id of an item is for the program behind to say.
	target := *s.address
	target.Path = "/items" + strings.TrimPrefix(asked.Path, "/relay")
	if asked.RawPath != "" {
		target.RawPath = "/items" + strings.TrimPrefix(asked.RawPath, "/relay")
	}
	question, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return 0, nil, err
	}
	answer, err := s.client.Do(question)
	if err != nil {
		return 0, nil, err
	}
	// Ends the CLIENT span, if the end of the body has not.
	defer answer.Body.Close()
	body, err := io.ReadAll(http.MaxBytesReader(nil, answer.Body, mostAnswerBytes))
	return answer.StatusCode, body, err
}
