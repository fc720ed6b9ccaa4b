package main

import (
	"crypto/rand"
	"net/http"
	"regexp"
)

var goodID = regexp.MustCompile(`^[\w-]{1,64}$`)

// headersFor is what of a request's head goes on to the programs behind: a list of what may, since of a
// list of what may not nobody knows whether it is complete. X-User-Id is not in it, so that nobody but
// the gateway can say who somebody is.
func headersFor(r *http.Request) http.Header {
	setRequestID(r)
	header := http.Header{}
	for _, name := range []string{"Accept", "Traceparent", "Tracestate", "X-Request-Id"} {
		if value := r.Header.Get(name); value != "" {
			header.Set(name, value)
		}
	}
	if user, known := r.Context().Value(userKey{}).(string); known {
		header.Set("X-User-Id", user)
	}
	return header
}

// setRequestID leaves a client's own where it is one that a log can hold, and makes one else.
func setRequestID(r *http.Request) {
	if !goodID.MatchString(r.Header.Get("X-Request-Id")) {
		r.Header.Set("X-Request-Id", rand.Text())
	}
}

// isField says whether text can be the value of a field.
func isField(text string) bool {
	for _, letter := range []byte(text) {
		if letter < '!' || letter > '~' {
			return false
		}
	}
	return text != "" && len(text) <= 256
}
