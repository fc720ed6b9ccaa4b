package main

import (
	"net/http"
	"time"
)

var msParameter = parameter{name: "ms", least: 0, most: 10_000}

type waitAnswer struct {
	Milliseconds int64  `json:"ms"`
	Units        int64  `json:"units"`
	Result       uint32 `json:"result"`
}

// #region handler

// serveWait stands for a request that waits for something else: a database, another service.
//
// The code blocks and the thread does not. The runtime parks the goroutine with its stack, gives the
// thread to another one, and makes this one ready again when the timer fires, which the scheduler
// looks for itself: each P has a heap of timers (runtime/time.go, since Go 1.14).
//
// time.Sleep would be one line. It would also wait on for a client that has hung up, which is what
// r.Context() tells, and what a driver of a database asks in this place. A handler that just returned
// then would be answered for: net/http writes 200 and no body, and a client that has closed only its
// own half (shutdown(SHUT_WR)) reads that. ErrAbortHandler closes the connection without a word.
func (s *service) serveWait(w http.ResponseWriter, r *http.Request) {
	milliseconds, ok := msParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, msParameter.refusal())
		return
	}
	units, ok := unitsParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, unitsParameter.refusal())
		return
	}
	if milliseconds > 0 {
		timer := time.NewTimer(time.Duration(milliseconds) * time.Millisecond)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			panic(http.ErrAbortHandler)
		}
	}
	s.answer(w, http.StatusOK, waitAnswer{Milliseconds: milliseconds, Units: units, Result: compute(units)})
}

// #endregion handler
