package main

import (
	"net/http"
	"path"
	"sync/atomic"
)

// service is what the handlers share. Handlers of different connections run at the same time on
// different threads, so everything here is either never written after start or atomic.
type service struct {
	nthPrime func(n int32) int32
	draining atomic.Bool
}

// routes gives each path two patterns. The one with a method is the more specific, so it wins for
// GET, and for HEAD, which a GET pattern includes (net/http, ServeMux, since Go 1.22); the bare one
// gets the rest. Without it the mux would answer 405 by itself, in plain text.
func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	for route, handler := range map[string]http.HandlerFunc{
		"/health": s.serveHealth,
		"/ready":  s.serveReady,
		"/hello":  s.serveHello,
		"/prime":  s.servePrime,
	} {
		mux.HandleFunc("GET "+route, handler)
		mux.HandleFunc(route, s.refuseMethod)
	}
	mux.HandleFunc("/", s.refusePath)
	return refuseChunked(s.exactPaths(mux))
}

// serveHealth says that the process lives, and goes on saying so while it drains: whoever restarts
// dead processes must not be told to shoot one that is finishing its work.
func (s *service) serveHealth(w http.ResponseWriter, _ *http.Request) {
	s.answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

// serveReady says whether a load balancer should send more.
func (s *service) serveReady(w http.ResponseWriter, _ *http.Request) {
	if s.draining.Load() {
		s.answer(w, http.StatusServiceUnavailable, notReady)
		return
	}
	s.answer(w, http.StatusOK, map[string]string{"status": "ready"})
}

func (s *service) refuseMethod(w http.ResponseWriter, _ *http.Request) {
	// RFC 9110, 15.5.6: a 405 must list the methods that would have worked.
	w.Header().Set("Allow", "GET, HEAD")
	s.answer(w, http.StatusMethodNotAllowed, methodNotAllowed)
}

func (s *service) refusePath(w http.ResponseWriter, _ *http.Request) {
	s.answer(w, http.StatusNotFound, notFound)
}

// exactPaths answers 404 where ServeMux would redirect: it sends `//prime` and `/x/../prime` to
// `/prime` with a 307 (findHandler in net/http/server.go, Go 1.26). That is a kindness to people who
// type addresses into a browser. A program that gets a path wrong should hear about it, and the
// servers in the other languages do not redirect.
//
// The same goes for `OPTIONS *`, whose target is no path at all (RFC 9112, 3.2.4).
func (s *service) exactPaths(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path.Clean("/"+r.URL.Path) {
			s.refusePath(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuseChunked ends the connection of a request that came in chunks, since no path takes a body.
//
// What it is for is a request with both Content-Length and Transfer-Encoding, the means of smuggling
// a second request past a proxy that reads the other header. RFC 9112, 6.3 wants the connection
// closed after it. net/http believes Transfer-Encoding, removes the Content-Length and keeps the
// connection (fixLength in net/http/transfer.go, Go 1.26), so a handler cannot tell the two cases
// apart and has to distrust both: a method that is wrong anyway is told so and the connection ends;
// a GET, which could be answered, is cut off. ErrAbortHandler does that without a stack trace.
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
