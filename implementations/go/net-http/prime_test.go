package main

import "testing"

// The values are those of the sequence of primes (https://oeis.org/A000040), not of this program.
var knownPrimes = map[int32]int32{
	1: 2, 2: 3, 3: 5, 6: 13, 25: 97, 168: 997, 500: 3571, 1229: 9973, 2000: 17389, 19999: 224729, 20000: 224737,
}

func TestEveryVariantFindsTheKnownPrimes(t *testing.T) {
	for _, variant := range variants {
		for n, want := range knownPrimes {
			if got := variant.nthPrime(n); got != want {
				t.Errorf("%s: prime %d is %d, want %d", variant.name, n, got, want)
			}
		}
	}
}

// BenchmarkNthPrime shows what the width of the integers costs on this processor.
func BenchmarkNthPrime(b *testing.B) {
	for _, variant := range variants {
		b.Run(variant.name, func(b *testing.B) {
			for b.Loop() {
				variant.nthPrime(2000)
			}
		})
	}
}
