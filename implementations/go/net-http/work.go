package main

import "net/http"

// unitsParameter bounds a request to about two seconds of one core.
var unitsParameter = parameter{name: "units", least: 0, most: 1_000_000}

type workAnswer struct {
	Units  int64  `json:"units"`
	Result uint32 `json:"result"`
}

// #region handler

// serveWork computes where the request was read, for the reasons that servePrime gives.
func (s *service) serveWork(w http.ResponseWriter, r *http.Request) {
	units, ok := unitsParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, unitsParameter.refusal())
		return
	}
	s.answer(w, http.StatusOK, workAnswer{Units: units, Result: compute(units)})
}

// #endregion handler

// #region compute

const (
	xorshiftStart = 2_463_534_242
	stepsPerUnit  = 1_000
)

// compute takes steps of a generator of random numbers for their own sake (Marsaglia, "Xorshift
// RNGs", Journal of Statistical Software 8(14), 2003, whose start value it is). Each step needs the
// one before, so no processor can do two at a time; and there is no division in it, and no memory,
// in which the languages' compilers would differ.
func compute(units int64) uint32 {
	x := uint32(xorshiftStart)
	for range units * stepsPerUnit {
		x = xorshift(x)
	}
	return x
}

// xorshift is inlined by the compiler (-gcflags=-m says so). A uint32 wraps by the language's own
// rules, and its shift to the right brings in zeros.
func xorshift(x uint32) uint32 {
	x ^= x << 13
	x ^= x >> 17
	x ^= x << 5
	return x
}

// #endregion compute
