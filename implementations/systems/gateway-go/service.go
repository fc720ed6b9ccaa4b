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
	draining atomic.Bool
	auth     *authentication // nil where there is none, as the two below
	cache    http.Handler
	compute  http.Handler
}

func newService(settings settings) *service {
	service := &service{}
	transport := newTransport(settings.partWait)
	if settings.auth != nil {
		service.auth = &authentication{&http.Client{Transport: transport, Timeout: settings.partWait, CheckRedirect: stay}, settings.auth.JoinPath("/me")}
	}
	if settings.cache != nil {
		service.cache = service.newPart(settings.cache, transport, settings.partWait)
	}
	if settings.compute != nil {
		service.compute = service.newPart(settings.compute, transport, settings.partWait)
	}
	return service
}

// stay gives a redirection back as it came. Followed, it would let one program's words decide who else
// says who the user is.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/health", s.readOnly(http.HandlerFunc(s.serveHealth)))
	mux.Handle("/ready", s.readOnly(http.HandlerFunc(s.serveReady)))
	mux.Handle("/hello", s.readOnly(http.HandlerFunc(s.serveHello)))
	if s.compute != nil {
		mux.Handle("/work", s.readOnly(s.compute))
	}
	if s.auth != nil && s.compute != nil {
		mux.Handle(protected+"/work", s.readOnly(s.protect(s.compute)))
	}
	if s.auth != nil && s.cache != nil {
		mux.Handle(protected+"/cached/{key}", s.readOnly(s.protect(s.cache)))
	}
	mux.HandleFunc("/", s.refusePath)
	return refuseChunked(s.exactPaths(mux))
}

// readOnly refuses all methods but GET and HEAD, in JSON: ServeMux's own patterns with methods would do
// it in plain text.
func (s *service) readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.refuse(w, wrongMethod)
			return
		}
		next.ServeHTTP(w, r)
	})
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
