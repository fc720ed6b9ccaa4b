package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// originConnections bounds what is asked at once, because what a cache is in front of can be slow:
// beyond it requests wait for a connection.
const originConnections = 256

const largestDocument = 1 << 20

var (
	errNoDocument     = errors.New("the origin has no such document")
	errOriginFails    = errors.New("the origin does not answer")
	errOriginTooSlow  = errors.New("the origin did not answer in time")
	errOriginTooLarge = fmt.Errorf("%w with what can be kept", errOriginFails)
)

// origin is the service whose documents are kept.
type origin struct {
	url    string
	wait   time.Duration
	client http.Client
}

func newOrigin(url string, wait time.Duration) *origin {
	return &origin{url: url, wait: wait, client: http.Client{CheckRedirect: stay, Transport: &http.Transport{
		MaxConnsPerHost: originConnections,
		// The default is 2: every other connection would be closed after its answer, and opened again
		// for the next.
		MaxIdleConnsPerHost: originConnections,
		IdleConnTimeout:     90 * time.Second,
		// Kept and sent on as it comes; the transport would ask for gzip by itself, and unpack it.
		DisableCompression: true,
	}}}
}

// stay gives a redirection back as it came. Followed, it would let the origin's words decide whom this
// server asks, which it can reach and its clients cannot.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// document asks for one, within o.wait, of which waiting for a connection is a part.
func (o *origin) document(ctx context.Context, key string) ([]byte, http.Header, error) {
	ctx, cancel := context.WithTimeout(ctx, o.wait)
	defer cancel()
	body, header, err := o.ask(ctx, key)
	switch {
	case err == nil || errors.Is(err, errNoDocument):
		return body, header, err
	case ctx.Err() != nil || errors.Is(err, os.ErrDeadlineExceeded):
		return nil, nil, errOriginTooSlow
	default:
		return nil, nil, errOriginFails
	}
}

func (o *origin) ask(ctx context.Context, key string) ([]byte, http.Header, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, o.url+"/documents/"+key, nil)
	if err != nil {
		return nil, nil, err
	}
	answer, err := o.client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	// Read to the end in any case: until then nobody else can use the connection.
	body, err := io.ReadAll(io.LimitReader(answer.Body, largestDocument+1))
	switch {
	case err != nil:
		return nil, nil, err
	case len(body) > largestDocument:
		return nil, nil, errOriginTooLarge
	case answer.StatusCode == http.StatusNotFound:
		return nil, nil, errNoDocument
	case answer.StatusCode != http.StatusOK:
		return nil, nil, errOriginFails
	}
	return body, answer.Header, nil
}
