package main

import (
	"fmt"
	"slices"
	"strings"
)

// variant is a declared way to run this server; implementation.json says what each is for.
type variant struct {
	name        string
	nthPrime    func(n int32) int32
	timeouts    bool
	jsonV2      bool
	newCounters func() counters
}

// variants differ only where the comparison is about the difference. Routes, answers, limits and
// shutdown are the same code for all, else a difference in the numbers could have two causes.
var variants = []variant{
	{name: "single", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters},
	{name: "as-published", nthPrime: asPublished, timeouts: false, newCounters: newMutexCounters},
	{name: "json-v2", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters, jsonV2: true},
	// As single, with more live sessions, whose number their environment says.
	{name: "heap-100", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters},
	{name: "heap-1000", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters},
	{name: "heap-4000", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters},
	// As single, with less room in its cache, likewise.
	{name: "entries-25", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters},
	{name: "entries-500", nthPrime: nthPrime, timeouts: true, newCounters: newMutexCounters},
	// As single, with another way to share counters.
	{name: "rw-mutex", nthPrime: nthPrime, timeouts: true, newCounters: newRWMutexCounters},
	{name: "sync-map", nthPrime: nthPrime, timeouts: true, newCounters: newSyncMapCounters},
	{name: "atomics", nthPrime: nthPrime, timeouts: true, newCounters: newAtomicCounters},
}

// asPublished gives the article's function the types of the others, once a request and so for free.
func asPublished(n int32) int32 { return int32(nthPrimeAsPublished(int(n))) }

// defaultVariant is the first that this build is for.
func defaultVariant() string {
	first := slices.IndexFunc(variants, variant.isBuilt)
	return variants[first].name
}

// isBuilt is false for a variant of the other binary: which codec there is, the compiler decides.
func (v variant) isBuilt() bool { return v.jsonV2 == builtWithJSONv2 }

func variantNamed(name string) (variant, error) {
	var names []string
	for _, candidate := range variants {
		if candidate.name != name {
			names = append(names, candidate.name)
			continue
		}
		if !candidate.isBuilt() {
			return variant{}, fmt.Errorf("VARIANT is %q, for which this binary was not built; implementation.json names the one that was", name)
		}
		return candidate, nil
	}
	return variant{}, fmt.Errorf("VARIANT is %q, but must be one of: %s", name, strings.Join(names, ", "))
}
