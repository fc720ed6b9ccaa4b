package main

import (
	"net/http"
	"path"
	"strings"
	"sync/atomic"
)

// service is what the handlers share. Handlers of different connections run at the same time on
// different threads, so everything here is never written after start, atomic, or behind a lock.
type service struct {
	nthPrime func(n int32) int32
	items    *store
	sessions *sessions
	counters counters
	cache    *documentCache // nil without an origin
	draining atomic.Bool
}

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	paths := map[string]methods{
		"/health":         {"GET": s.serveHealth},
		"/ready":          {"GET": s.serveReady},
		"/hello":          {"GET": s.serveHello},
		"/prime":          {"GET": s.servePrime},
		"/work":           {"GET": s.serveWork},
		"/wait":           {"GET": s.serveWait},
		"/churn":          {"GET": s.serveChurn},
		"/json":           {"GET": s.serveRecords, "POST": s.scoreRecords},
		"/json/echo":      {"POST": s.echo},
		"/items":          {"GET": s.serveItems},
		"/items/summary":  {"GET": s.serveSummary},
		"/items/{id}":     {"GET": s.serveItem, "PUT": s.putItem},
		"/counters":       {"GET": s.serveTimes, "POST": s.incrementTimes},
		"/counters/{key}": {"GET": s.serveCounter, "PUT": s.putCounter},
	}
	if s.cache != nil {
		paths["/cached/{key}"] = methods{"GET": s.serveCached}
	}
	for pattern, handlers := range paths {
		mux.Handle(pattern, s.byMethod(handlers))
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
		s.refuse(w, notReady)
		return
	}
	s.answer(w, http.StatusOK, map[string]string{"status": "ready"})
}

func (s *service) refusePath(w http.ResponseWriter, _ *http.Request) {
	s.refuse(w, notFound)
}

// exactPaths answers 404 where ServeMux would redirect: it sends `//prime` and `/x/../prime` to
// `/prime` with a 307 (findHandler in net/http/server.go, Go 1.26). That is a kindness to people who
// type addresses into a browser. A program that gets a path wrong should hear about it, and the
// servers in the other languages do not redirect.
//
// The same goes for `OPTIONS *`, whose target is no path at all (RFC 9112, 3.2.4).
func (s *service) exactPaths(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Clean gives a clean path back as it is; with a "/" put before it to be safe, it would have to
		// build each one anew.
		if target := r.URL.Path; !strings.HasPrefix(target, "/") || target != path.Clean(target) {
			s.refusePath(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuseChunked ends the connection of a request that came in chunks, after its answer or
// instead of it.
//
// What it is for is a request with both Content-Length and Transfer-Encoding, the means of smuggling
// a second request past a proxy that reads the other header. RFC 9112, 6.3 wants the connection
// closed after it. net/http believes Transfer-Encoding, removes the Content-Length and keeps the
// connection (fixLength in net/http/transfer.go, Go 1.26), so a handler cannot tell the two cases
// apart and has to distrust both. A body that a path takes is answered, and the connection ends; a
// GET, which no honest client sends in chunks, is cut off. ErrAbortHandler does that without a stack trace.
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
