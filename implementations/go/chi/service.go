package main

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// service is what the handlers share. Handlers of different connections run at the same time on
// different threads, so everything here is never written after start, atomic, or behind a lock.
type service struct {
	items    *store
	sockets  *sockets
	draining atomic.Bool

	guards *guards // nil without a secret for tokens
	sheds  bool    // whether requests are refused that are too many at once

	products     productStore // nil without a database
	overviews    *pgxStore    // nil where the store has no pipelines
	databaseWait time.Duration
}

// #region routes

// routes has the middleware that these paths need. The stack that chi's README begins with is
// for other needs: RequestID and Logger write a line for each request, Recoverer does what
// net/http does already and answers with an empty 500, Timeout ends a context that nobody here waits on,
// and RealIP is deprecated, because it believes any client's word about its own address.
func (s *service) routes() http.Handler {
	mux := chi.NewRouter()
	var router chi.Router = mux
	router.Use(refuseChunkedReads)
	router.NotFound(s.refusePath)
	router.MethodNotAllowed(s.refuseUnknownMethod)
	bounded := middleware.RequestSize(mostBodyBytes)

	s.path(router, "/health", methods{"GET": http.HandlerFunc(s.serveHealth)})
	s.path(router, "/ready", methods{"GET": http.HandlerFunc(s.serveReady)})
	// Not the two above: a server that is busy must not be taken for one that is dead.
	if s.sheds {
		router = router.With(s.shedding)
	}
	s.path(router, "/hello", methods{"GET": http.HandlerFunc(s.serveHello)})
	s.path(router, "/items", methods{"GET": http.HandlerFunc(s.serveItems)})
	s.path(router, "/items/summary", methods{"GET": http.HandlerFunc(s.serveSummary)})
	s.path(router, "/items/{id}", methods{
		"GET": http.HandlerFunc(s.serveItem),
		"PUT": bounded(http.HandlerFunc(s.putItem)),
	})
	s.path(router, "/transform", methods{"POST": bounded(http.HandlerFunc(s.transform))})
	s.path(router, "/wait", methods{"GET": http.HandlerFunc(s.serveWait)})
	s.path(router, "/sockets/echo", methods{"GET": http.HandlerFunc(s.serveEcho)})
	s.path(router, "/sockets/broadcast", methods{"GET": http.HandlerFunc(s.serveBroadcast)})
	s.protectedRoutes(router)
	s.databaseRoutes(router, bounded)
	return mux
}

// protectedRoutes are there when there is a secret. The middleware stands before a path's handlers and
// not before the path, so that a method which it does not have is refused without a token.
func (s *service) protectedRoutes(router chi.Router) {
	if s.guards == nil {
		return
	}
	me := http.HandlerFunc(s.serveMe)
	s.path(router, "/me", methods{"GET": s.verified(s.limited(me))})
	s.path(router, "/me/unlimited", methods{"GET": s.verified(me)})
}

// databaseRoutes are there when there is a database.
func (s *service) databaseRoutes(router chi.Router, bounded func(http.Handler) http.Handler) {
	if s.products != nil {
		s.path(router, "/products", methods{
			"GET":  http.HandlerFunc(s.serveProducts),
			"POST": bounded(http.HandlerFunc(s.createProduct)),
		})
		s.path(router, "/products/{id}", methods{
			"GET":    http.HandlerFunc(s.serveProduct),
			"PUT":    bounded(http.HandlerFunc(s.updateProduct)),
			"DELETE": http.HandlerFunc(s.removeProduct),
		})
	}
	if s.overviews != nil {
		const overview = "/customers/{id}/overview/"
		s.path(router, overview+"sequential", methods{"GET": s.serveOverview(s.overviews.sequential)})
		s.path(router, overview+"n-plus-one", methods{"GET": s.serveOverview(s.overviews.nPlusOne)})
		s.path(router, overview+"parallel", methods{"GET": s.serveOverview(s.overviews.parallel)})
		s.path(router, overview+"pipelined", methods{"GET": s.serveOverview(s.overviews.pipelined)})
	}
}

// #endregion routes

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

// refuseChunkedReads ends the connection of a request that came in chunks, after its answer or
// instead of it.
//
// What it is for is a request with both Content-Length and Transfer-Encoding, the means of smuggling
// a second request past a proxy that reads the other header. RFC 9112, 6.3 wants the connection
// closed after it. net/http believes Transfer-Encoding, removes the Content-Length and keeps the
// connection (fixLength in net/http/transfer.go, Go 1.26), so a handler cannot tell the two cases
// apart and has to distrust both. A body that a path takes is answered, and the connection ends; a
// GET, which no honest client sends in chunks, is cut off. ErrAbortHandler does that without a stack trace.
func refuseChunkedReads(next http.Handler) http.Handler {
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
