package main

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

// methods are the handlers of one path.
type methods map[string]http.Handler

// path registers the handlers of a path, GET's for HEAD too, and a refusal for all other methods.
//
// chi refuses a wrong method by itself, and there are two reasons not to leave it to that. A handler
// of one's own, which the JSON needs, is not told which methods would have worked (methodsAllowed
// is private, chi 5.5.0, context.go), and a 405 must list them (RFC 9110, 15.5.6). And a path that lacks a method
// falls back to a wider one that has it: without a refusal on /items/summary, a PUT there would
// be taken for one to /items/{id} with the id "summary".
//
// The road not taken is middleware.GetHead. It looks a HEAD up twice, and finds that refusal first.
func (s *service) path(router chi.Router, pattern string, handlers methods) {
	allowed := allowedBy(handlers)
	router.Handle(pattern, s.refuseAllBut(allowed))
	for _, method := range allowed {
		handler := handlers[method]
		if method == http.MethodHead {
			handler = handlers[http.MethodGet]
		}
		router.Method(method, pattern, handler)
	}
}

// allowedBy has GET and HEAD first, as people list them.
func allowedBy(handlers methods) []string {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		if handlers[method] == nil {
			continue
		}
		allowed = append(allowed, method)
		if method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	return allowed
}

func (s *service) refuseAllBut(allowed []string) http.HandlerFunc {
	list := strings.Join(allowed, ", ")
	refused := refusal{http.StatusMethodNotAllowed, "method-not-allowed", "This path answers " + inWords(allowed) + "."}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", list)
		s.refuse(w, refused)
	}
}

// inWords turns three names into "GET, HEAD and PUT".
func inWords(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// refuseUnknownMethod is for methods that HTTP allows and chi does not know, which it refuses
// before it looks at the path (routeHTTP in mux.go). The request goes around once more as one with
// a method that chi knows and no path has a handler for, and so finds the refusal of its path.
func (s *service) refuseUnknownMethod(w http.ResponseWriter, r *http.Request) {
	route := chi.RouteContext(r.Context())
	if route.RouteMethod == http.MethodTrace {
		s.refuse(w, notFound)
		return
	}
	route.RouteMethod = http.MethodTrace
	route.Routes.(http.Handler).ServeHTTP(w, r)
}
