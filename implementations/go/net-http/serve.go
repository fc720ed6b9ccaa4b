package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// #region serve

// serve answers on listener until ctx ends, then drains. The zero http.Server has no time-outs at
// all, and http.ListenAndServe, which most examples call, uses exactly that: one client that sends
// a byte a minute keeps its connection, and enough of them keep the whole server.
func serve(ctx context.Context, listener net.Listener, settings settings) error {
	service := &service{nthPrime: settings.variant.nthPrime}
	server := &http.Server{
		Handler: service.routes(),
		// The server reads 4,096 bytes more than this before it answers 431 ("bufio slop",
		// initialReadLimitSize in net/http/server.go), so 12 KiB here is 16 KiB on the wire.
		MaxHeaderBytes: 12 << 10,
		// Else `OPTIONS *` is answered 200 by net/http, past every handler.
		DisableGeneralOptionsHandler: true,
	}
	if settings.variant.timeouts {
		server.ReadHeaderTimeout = 10 * time.Second
		// Head and body together. No path here takes a body, so this is for clients that send one
		// anyway, slowly. It has to outlast the handler as well: when it passes, r.Context() ends.
		server.ReadTimeout = 30 * time.Second
		// From the end of the head to the end of the answer, the handler's own time included, so
		// it is also the longest that a request may wait for its turn on the processor.
		server.WriteTimeout = 30 * time.Second
		// Longer than the 60 s after which load balancers usually hang up. The side that
		// sends requests should be the one to close, else a request can meet a closed connection.
		server.IdleTimeout = 75 * time.Second
	}

	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("the port can take no more connections (%w); start the server again", err)
	case <-ctx.Done():
		service.draining.Store(true)
		_ = listener.Close() // Serve gives up with the error that says so
		<-ended
		return drain(server, service, settings.shutdownTimeout)
	}
}

// #endregion serve

// drain answers what is in flight, then returns nil; or gives up after timeout.
//
// Shutdown alone is what most programs call. From that moment net/http drops every request it reads
// (conn.serve in net/http/server.go returns on shuttingDown), so a load balancer that asks /ready on
// its open connection would see that connection break instead of the 503 that tells it why. Hence
// two steps: close the port and go on answering while anything is being computed, each answer with
// `Connection: close`; then Shutdown, which flushes the last answers and closes idle connections.
func drain(server *http.Server, service *service, timeout time.Duration) error {
	// A new context, because the one that the signal ended would end this too.
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	// Asking every few milliseconds is what Shutdown itself does (shutdownPollIntervalMax). It
	// happens once in a process's life; a condition variable would cost every request instead.
	for service.inFlight.Load() > 0 && ctx.Err() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	if server.Shutdown(ctx) == nil {
		return nil
	}
	_ = server.Close()
	if unanswered := service.inFlight.Load(); unanswered > 0 {
		return fmt.Errorf("stopped after %s with %d requests unanswered; set SHUTDOWN_SECONDS to a larger number", timeout, unanswered)
	}
	// What held Shutdown up were connections that never sent a request: it spares those for five
	// seconds (closeIdleConns), and nobody waits for an answer on them.
	return nil
}
