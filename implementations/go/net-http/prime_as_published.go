package main

// #region prime

// nthPrimeAsPublished is the computation in the width that an article about this workload used:
// Go's int, "at least 32 bits in size" by the language specification and 64 on every 64-bit
// machine. Nobody chose that width; it is what `:= 2` gives. The loops are those of prime.go.
func nthPrimeAsPublished(n int32) int32 {
	candidate := 1
	for found := 0; found < int(n); {
		candidate++
		if isPrimeAsPublished(candidate) {
			found++
		}
	}
	return int32(candidate)
}

// isPrimeAsPublished is not one generic function shared with isPrime: the compiler may pass a type
// parameter's operations through a dictionary (one shape for each underlying type, see
// https://go.dev/src/cmd/compile/internal/noder/reader.go), and a loop that is measured
// should be the loop that is read.
func isPrimeAsPublished(candidate int) bool {
	for d := 2; d*d <= candidate; d++ {
		if candidate%d == 0 {
			return false
		}
	}
	return true
}

// #endregion prime
