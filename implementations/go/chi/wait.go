package main

import (
	"net/http"
	"time"
)

var (
	msParameter = parameter{name: "ms", least: 0, most: 10_000}
	// unitsParameter bounds a request to about two seconds of one core.
	unitsParameter = parameter{name: "units", least: 0, most: 1_000_000}
)

type waitAnswer struct {
	Milliseconds int    `json:"ms"`
	Units        int    `json:"units"`
	Result       uint32 `json:"result"`
}

// #region handler

// serveWait stands for a request that waits for something else, a database or another service, and
// computes a little.
//
// The code blocks and the thread does not. The runtime parks the goroutine with its stack, gives the
// thread to another one, and makes this one ready again when the timer fires.
//
// time.Sleep would be one line. It would also wait on for a client that has hung up, which is what
// r.Context() tells, and what a driver of a database asks in this place. ErrAbortHandler closes its
// connection without a word; a handler that just returned would be answered for with an empty 200.
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

// #region compute

const (
	xorshiftStart = 2_463_534_242
	stepsPerUnit  = 1_000
)

// compute takes steps of a generator of random numbers for their own sake (Marsaglia, "Xorshift
// RNGs", Journal of Statistical Software 8(14), 2003, whose start value it is). Each step needs the
// one before, so no processor can do two at a time.
func compute(units int) uint32 {
	x := uint32(xorshiftStart)
	for range units * stepsPerUnit {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
	}
	return x
}

// #endregion compute
