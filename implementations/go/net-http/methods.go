package main

import (
	"net/http"
	"strings"
)

// methods are the handlers of one path. GET's is HEAD's too.
type methods map[string]http.HandlerFunc

// byMethod hands a request to the handler of its method.
//
// The road not taken: since Go 1.22 a pattern may name its method ("GET /items/{id}"). ServeMux then
// answers 405 by itself, in plain text. A pattern without a method beside each would put that into
// JSON, but "/items/summary" beside "GET /items/{id}" makes the mux panic at start: one is the narrower by its
// path and the other by its method, so neither is preferred ("Precedence" in net/http's ServeMux).
func (s *service) byMethod(handlers methods) http.Handler {
	refuse := s.refuseAllBut(allowedBy(handlers))
	if get := handlers[http.MethodGet]; get != nil {
		handlers[http.MethodHead] = get
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler, found := handlers[r.Method]
		if !found {
			handler = refuse
		}
		handler(w, r)
	})
}

// allowedBy has GET and HEAD first, as people list them.
func allowedBy(handlers methods) []string {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut} {
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
