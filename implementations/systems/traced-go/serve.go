package main

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// #region serve

// serve answers on listener until ctx ends, then drains.
func serve(ctx context.Context, listener *limitedListener, settings settings, traces *tracing) error {
	service := &service{store: newStore(settings, traces)}
	server := newServer(service.routes(traces))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("the port can take no more connections (%w); start the server again", err)
	case <-ctx.Done():
		// First, so that no request can be told "ready" by a server that takes no more of them.
		service.draining.Store(true)
		listener.finish()
		<-ended // and with it the port is closed
		return drain(server, listener, settings.shutdownTimeout)
	}
}

// newServer sets every limit that net/http leaves open. The zero http.Server has no time-outs at
// all, and http.ListenAndServe, which most examples call, uses exactly that: one client that sends
// a byte a minute keeps its connection, and enough of them keep the whole server.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:   handler,
		ConnState: followState,
		// The server reads 4,096 bytes more than this before it answers 431 ("bufio slop",
		// initialReadLimitSize in net/http/server.go), so 12 KiB here is 16 KiB on the wire.
		MaxHeaderBytes: 12 << 10,
		// Else `OPTIONS *` is answered 200 by net/http, past every handler.
		DisableGeneralOptionsHandler: true,

		ReadHeaderTimeout: 10 * time.Second,
		// Head and body together, so a body may take this long. It has to outlast the answer of the
		// program behind as well: when it passes, r.Context() ends.
		ReadTimeout: 30 * time.Second,
		// From the end of the head to the end of the answer, what the program behind takes included.
		WriteTimeout: 30 * time.Second,
		// Longer than the 60 s after which load balancers usually hang up. The side that
		// sends requests should be the one to close, else a request can meet a closed connection.
		IdleTimeout: 75 * time.Second,
	}
}

// #endregion serve

// drain answers what is in flight, then returns nil; or gives up after timeout.
//
// Server.Shutdown is what most programs call, and it is not quite enough here. From that moment
// net/http drops every request it reads (conn.serve in net/http/server.go returns on shuttingDown):
// a client half-way through its head is cut off, and a load balancer that asks /ready on its open
// connection sees that break instead of the 503 that tells it why. It also waits up to five seconds
// for connections on which nothing was ever sent (closeIdleConns). So the server goes on answering,
// each answer with `Connection: close`, until no connection is busy, and then closes the rest.
func drain(server *http.Server, listener *limitedListener, timeout time.Duration) error {
	// Closing what is idle can meet a request that is on its way. Every server has that race; HTTP
	// lets clients repeat a GET for it (RFC 9110, 9.2.2).
	defer server.Close()

	// Asking every few milliseconds is what Shutdown does too (shutdownPollIntervalMax). It happens
	// once in a process's life; a condition variable would cost every request instead.
	// Several looks in a row, because a connection is busy only once its goroutine has read from it.
	deadline := time.Now().Add(timeout)
	for quiet := 0; quiet < 4; time.Sleep(5 * time.Millisecond) {
		busy := listener.busy.Load()
		if busy == 0 {
			quiet++
			continue
		}
		quiet = 0
		if time.Now().After(deadline) {
			return fmt.Errorf("stopped after %s with %d requests unanswered; set SHUTDOWN_SECONDS to a larger number", timeout, busy)
		}
	}
	return nil
}
