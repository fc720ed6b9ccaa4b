package main

import "net/http"

// nParameter bounds what one request may cost: the 20,000th prime takes milliseconds, the millionth
// would take seconds, and whoever may ask for it owns the processor.
var nParameter = parameter{name: "n", least: 1, most: 20_000}

type primeAnswer struct {
	N     int32 `json:"n"`
	Prime int32 `json:"prime"`
}

// #region handler

// servePrime computes in the goroutine that read the request, as every net/http handler does: the
// server starts one goroutine for each connection (`go c.serve(connCtx)`, net/http/server.go in Go
// 1.26), and the scheduler spreads those goroutines over GOMAXPROCS threads.
//
// Why this needs no worker pool: a long computation cannot keep the others from running. The
// runtime's monitor thread asks a goroutine that has run for 10 ms to yield (forcePreemptNS in
// runtime/proc.go, Go 1.26), by a signal if it has to, so that even a loop without a function call
// stops (since Go 1.14). /health is therefore answered between the slices of a hundred primes. It
// is not answered at once: with k goroutines ready on each thread it may wait k slices, which is
// where the tail of the latency comes from.
//
// The road not taken: a pool of GOMAXPROCS workers fed by a channel, or a semaphore of that size. It
// would add no throughput, since the cores are busy either way. It would keep the queue of ready
// goroutines short, because those waiting for a place are parked: /health, and the goroutine that
// waits for SIGTERM, would then be at most a few slices away. That, or a quick 503 when too many
// wait, is what to add when a service that computes must stay responsive under overload.
func (s *service) servePrime(w http.ResponseWriter, r *http.Request) {
	given, ok := nParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, nParameter.refusal())
		return
	}
	n := int32(given)
	// r.Context() ends when the client hangs up, and a handler that waits for a database must pass
	// it on. Here nobody looks: asking inside the inner loop would measure the asking, and the
	// longest answer takes milliseconds.
	s.answer(w, http.StatusOK, primeAnswer{N: n, Prime: s.nthPrime(n)})
}

// #endregion handler

// #region prime

// nthPrime returns the n-th prime, counting from 1: nthPrime(1) is 2. It is for n from 1 to 20,000.
//
// The type is int32 on purpose. Go's int has 64 bits on a 64-bit machine, and a 64-bit division is
// a different, on many processors slower, instruction than the 32-bit one that the other languages
// use here. prime_as_published.go has the same loops in int, so that the difference can be measured.
func nthPrime(n int32) int32 {
	candidate := int32(1)
	for found := int32(0); found < n; {
		candidate++
		if isPrime(candidate) {
			found++
		}
	}
	return candidate
}

// isPrime divides by even numbers too, and keeps no list of earlier primes. Both would be quicker,
// and both would change what is measured: the workload promises 8,427,906 remainders for n=20000
// in every language.
//
// d*d cannot overflow: the largest candidate is 224,737, so d never passes 475.
//
// The compiler (1.26, amd64) keeps two checks that it cannot prove away beside each division: for a
// divisor of 0, which must panic, and of -1, for which the instruction could overflow. Both
// branches always go the same way, and the divider is busy for longer than they take.
func isPrime(candidate int32) bool {
	for d := int32(2); d*d <= candidate; d++ {
		if candidate%d == 0 {
			return false
		}
	}
	return true
}

// #endregion prime
