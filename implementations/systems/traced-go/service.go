package main

import (
	"net/http"
	"sync/atomic"

	"github.com/go-chi/chi/v5"
)

// service is what the handlers share. Handlers of different connections run at the same time on
// different threads, so everything here is never written after start, atomic, or behind a lock.
type service struct {
	draining atomic.Bool
	store    *store // nil where there is no program behind
}

// #region routes

// routes traces what does work. What asks whether the process lives comes every few seconds for as long as
// it does, and would be most of the traces of a quiet service.
//
// Without traces there is no middleware, not one that does nothing: what is measured as untraced has
// none of it in its path.
func (s *service) routes(traces *tracing) http.Handler {
	mux := chi.NewRouter()
	mux.Use(refuseChunked)
	mux.NotFound(s.refusePath)
	mux.MethodNotAllowed(s.refuseMethod)
	read(mux, "/health", s.serveHealth)
	read(mux, "/ready", s.serveReady)
	read(mux, "/hello", s.serveHello)

	var router chi.Router = mux
	if traces != nil {
		router = mux.With(traces.server())
	}
	read(router, "/items/{id}", s.serveItem)
	if s.store != nil {
		read(router, "/relay/{id}", s.relay)
	}
	return mux
}

// #endregion routes

// read registers a path that answers GET and HEAD, as each one here does.
func read(router chi.Router, pattern string, handler http.HandlerFunc) {
	router.Get(pattern, handler)
	router.Head(pattern, handler)
}

// serveHealth says that the process lives, and goes on saying so while it drains: whoever restarts
// dead processes must not be told to shoot one that is finishing its work.
func (s *service) serveHealth(w http.ResponseWriter, _ *http.Request) {
	s.answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

// serveReady says whether a load balancer should send more.
func (s *service) serveReady(w http.ResponseWriter, _ *http.Request) {
	if s.draining.Load() {
		s.refuse(w, notReady)
		return
	}
	s.answer(w, http.StatusOK, map[string]string{"status": "ready"})
}

func (s *service) refusePath(w http.ResponseWriter, _ *http.Request) {
	s.refuse(w, notFound)
}

// refuseMethod is right for every path, since all answer the same two methods; chi does not tell a
// handler of one's own which ones would have worked.
func (s *service) refuseMethod(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	s.refuse(w, wrongMethod)
}

// refuseChunked ends the connection of a request that came in chunks, after its answer or
// instead of it.
//
// What it is for is a request with both Content-Length and Transfer-Encoding, the means of smuggling
// a second request past a proxy that reads the other header. RFC 9112, 6.3 wants the connection
// closed after it. net/http believes Transfer-Encoding, removes the Content-Length and keeps the
// connection (fixLength in net/http/transfer.go, Go 1.26), so a handler cannot tell the two cases
// apart and has to distrust both. A GET, which no honest client sends in chunks, is cut off.
// ErrAbortHandler does that without a stack trace.
func refuseChunked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.TransferEncoding) > 0 {
			if r.Method == http.MethodGet || r.Method == http.MethodHead {
				panic(http.ErrAbortHandler)
			}
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}
