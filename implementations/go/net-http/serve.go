package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// #region serve

// serve answers on listener until ctx ends, then drains.
func serve(ctx context.Context, listener net.Listener, settings settings) error {
	service := &service{nthPrime: settings.variant.nthPrime}
	server := newServer(service.routes(), settings.variant.timeouts)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("the port can take no more connections (%w); start the server again", err)
	case <-ctx.Done():
		// First, so that no request can be told "ready" by a server that takes no more of them.
		service.draining.Store(true)
		_ = listener.Close() // Serve gives up with the error that says so
		<-ended
		return drain(server, service, settings.shutdownTimeout)
	}
}

// newServer sets every limit that net/http leaves open. The zero http.Server has no time-outs at
// all, and http.ListenAndServe, which most examples call, uses exactly that: one client that sends
// a byte a minute keeps its connection, and enough of them keep the whole server.
func newServer(handler http.Handler, timeouts bool) *http.Server {
	server := &http.Server{
		Handler: handler,
		// The server reads 4,096 bytes more than this before it answers 431 ("bufio slop",
		// initialReadLimitSize in net/http/server.go), so 12 KiB here is 16 KiB on the wire.
		MaxHeaderBytes: 12 << 10,
		// Else `OPTIONS *` is answered 200 by net/http, past every handler.
		DisableGeneralOptionsHandler: true,
	}
	if timeouts {
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
	return server
}

// #endregion serve

// flushTimeout is how long the last answers may take to leave the process once all handlers have
// returned. They wait in 4 KiB buffers then, so a second is long.
const flushTimeout = time.Second

// drain answers what is in flight, then returns nil; or gives up after timeout.
//
// Shutdown alone is what most programs call. From that moment net/http drops every request it reads
// (conn.serve in net/http/server.go returns on shuttingDown), so a load balancer that asks /ready on
// its open connection would see that connection break instead of the 503 that tells it why. Hence
// two steps: go on answering while anything is being computed, each answer with `Connection: close`;
// then Shutdown, which waits for the last answers to leave and closes idle connections.
func drain(server *http.Server, service *service, timeout time.Duration) error {
	// Asking every few milliseconds is what Shutdown itself does (shutdownPollIntervalMax). It
	// happens once in a process's life; a condition variable would cost every request instead.
	for deadline := time.Now().Add(timeout); service.inFlight.Load() > 0; {
		if time.Now().After(deadline) {
			unanswered := service.inFlight.Load()
			_ = server.Close() // nothing to do about its error: the process ends
			return fmt.Errorf("stopped after %s with %d requests unanswered; set SHUTDOWN_SECONDS to a larger number", timeout, unanswered)
		}
		time.Sleep(5 * time.Millisecond)
	}

	// A new context, because the one that the signal ended would end this too.
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		// What held it up are connections that never sent a request, which it spares for five
		// seconds (closeIdleConns). Nobody waits for an answer on those.
		_ = server.Close()
	}
	return nil
}
