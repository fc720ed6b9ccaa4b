package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"time"
)

// protected is before every path that only somebody with a token gets an answer from.
const protected = "/gateway"

// newTransport is what all questions to the programs behind share: their connections, and how long
// each may take.
func newTransport(wait time.Duration) *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	// Programs in one's own network are asked without a proxy, whatever HTTP_PROXY says.
	transport.Proxy = nil
	// Passed on as it comes; the transport would ask for gzip by itself, and unpack it.
	transport.DisableCompression = true
	// The default is two, so that all connections but two are closed after an answer and opened again
	// for the next: the classical bottleneck of a gateway in Go. MaxIdleConns, 100, is over all hosts.
	transport.MaxIdleConnsPerHost = 10_000
	transport.MaxIdleConns = 0
	transport.DialContext = (&net.Dialer{Timeout: wait}).DialContext
	transport.ResponseHeaderTimeout = wait
	return transport
}

// #region gateway

// newPart has requests answered by the program at address.
//
// ReverseProxy keeps what a proxy must: hop-by-hop fields stay behind, a client that goes away ends the
// question, and a GET that met a connection which the program had just closed is asked again
// (Transport, "Request.GetBody" and idempotency). Rewrite and not Director: it gets the request without
// the fields that a client forged, and Director is deprecated since Go 1.26.
func (s *service) newPart(address *url.URL, transport http.RoundTripper, wait time.Duration) http.Handler {
	proxy := &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.Header = headersFor(r.In)
			// To a GET it means nothing (RFC 9110, 9.3.1); net/http reads it to its end all the same.
			r.Out.Body, r.Out.ContentLength = nil, 0
			r.Out.URL.Path = strings.TrimPrefix(r.In.URL.Path, protected)
			r.Out.URL.RawPath = strings.TrimPrefix(r.In.URL.RawPath, protected)
			// SetURL would join a path of the address before it; the query stays as it came, even where
			// it is none: to judge it is the program's affair.
			r.Out.URL.RawQuery = r.In.URL.RawQuery
			r.SetURL(address)
			r.SetXForwarded()
		},
		ModifyResponse: func(answer *http.Response) error {
			answer.Header.Set("X-Request-Id", answer.Request.Header.Get("X-Request-Id"))
			if s.draining.Load() {
				answer.Header.Set("Connection", "close")
			}
			return nil
		},
		ErrorHandler: s.refuseFailed,
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Of the whole exchange; ResponseHeaderTimeout alone leaves the body any time it likes.
		ctx, cancel := context.WithTimeout(r.Context(), wait)
		defer cancel()
		proxy.ServeHTTP(w, r.WithContext(ctx))
	})
}

// protect lets only those through who have a token, and tells what is behind who they are.
func (s *service) protect(part http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setRequestID(r)
		verdict, err := s.auth.judge(r)
		if err != nil {
			s.refuseFailed(w, r, err)
			return
		}
		if verdict.status != http.StatusOK {
			s.passOn(w, r, verdict)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), userKey{}, verdict.subject))
		part.ServeHTTP(w, r)
	})
}

// #endregion gateway

// userKey is where a request's context has the subject of its token.
type userKey struct{}

// authentication is the service that knows tokens.
type authentication struct {
	client  *http.Client
	address *url.URL
}

type verdict struct {
	status  int
	header  http.Header
	body    []byte
	subject string
}

func (a *authentication) judge(r *http.Request) (verdict, error) {
	question, err := http.NewRequestWithContext(r.Context(), http.MethodGet, a.address.String(), nil)
	if err != nil {
		return verdict{}, err
	}
	question.Header = headersFor(r)
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		question.Header.Set("X-Forwarded-For", host)
	}
	if authorization := r.Header.Get("Authorization"); authorization != "" {
		question.Header.Set("Authorization", authorization)
	}
	answer, err := a.client.Do(question)
	if err != nil {
		return verdict{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	if err != nil {
		return verdict{}, err
	}
	given := verdict{status: answer.StatusCode, header: answer.Header, body: body}
	if given.status != http.StatusOK {
		return given, nil
	}
	var known struct {
		Subject string `json:"subject"`
	}
	if err := json.Unmarshal(body, &known); err != nil {
		return verdict{}, err
	}
	if given.subject = known.Subject; !isField(known.Subject) {
		return verdict{}, errors.New("the subject of a token is no value for a field")
	}
	return given, nil
}

// passOn says what the authentication service says: 401 with its challenge, 429 with its Retry-After.
func (s *service) passOn(w http.ResponseWriter, r *http.Request, given verdict) {
	for _, name := range []string{"WWW-Authenticate", "Retry-After"} {
		if value := given.header.Get(name); value != "" {
			w.Header().Set(name, value)
		}
	}
	w.Header().Set("X-Request-Id", r.Header.Get("X-Request-Id"))
	s.send(w, given.status, given.body)
}

// refuseFailed tells a program that took too long from one that gave no answer, and nothing more: an
// error's own text names addresses.
func (s *service) refuseFailed(w http.ResponseWriter, _ *http.Request, err error) {
	var failure net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || (errors.As(err, &failure) && failure.Timeout()) {
		s.refuse(w, gatewayTimeout)
		return
	}
	s.refuse(w, badGateway)
}
