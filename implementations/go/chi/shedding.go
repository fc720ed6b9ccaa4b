package main

import "net/http"

// mostInFlight is how many requests are answered at a time. By Little's law a core that needs 1 ms
// for each, after a wait of 20 ms, has 21 of them under way when it is just busy; three times as many
// wait 40 ms at most.
const mostInFlight = 64

var overloaded = refusal{http.StatusServiceUnavailable, "overloaded", "Too many requests are waiting."}

// #region limit

// shedding refuses at once what is too many, so that those which are answered are answered soon.
//
// A channel with room for so many is a semaphore. chi's middleware.Throttle is the same one, with a
// queue beside it if wanted; its refusal is plain text that cannot be replaced, and this is an API of
// JSON. A queue in front of the limit would only add its length to what everybody waits.
//
// net/http has a goroutine for each connection, so the handlers of all of them begin, whether they
// compute or wait, and all are counted. Where one event loop computes they would not be.
func (s *service) shedding(next http.Handler) http.Handler {
	seats := make(chan struct{}, mostInFlight)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case seats <- struct{}{}:
			// Deferred, because a handler may end its connection by a panic.
			defer func() { <-seats }()
			next.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			s.refuse(w, overloaded)
		}
	})
}

// #endregion limit
