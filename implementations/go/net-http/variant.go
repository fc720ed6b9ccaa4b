package main

import (
	"fmt"
	"strings"
)

// variant is a declared way to run this server; implementation.json says what each is for.
type variant struct {
	name     string
	nthPrime func(n int32) int32
	timeouts bool
}

// variants differ only where the comparison is about the difference. Routes, answers, limits and
// shutdown are the same code for all, else a difference in the numbers could have two causes.
var variants = []variant{
	{name: "single", nthPrime: nthPrime, timeouts: true},
	{name: "as-published", nthPrime: asPublished, timeouts: false},
}

// asPublished gives the article's function the types of the others, once a request and so for free.
func asPublished(n int32) int32 { return int32(nthPrimeAsPublished(int(n))) }

func variantNamed(name string) (variant, error) {
	var names []string
	for _, candidate := range variants {
		if candidate.name == name {
			return candidate, nil
		}
		names = append(names, candidate.name)
	}
	return variant{}, fmt.Errorf("VARIANT is %q, but must be one of: %s", name, strings.Join(names, ", "))
}
