package main

// #region prime

// nthPrimeAsPublished is the computation in the width that an article about this workload used:
// Go's int, which the language leaves at 32 or 64 bits and which has 64 on every 64-bit machine.
// Nobody chooses that width; it is what `:= 2` gives. The loops are those of prime.go, written out
// again and not shared through a type parameter, so that each variant is measured as it is read.
func nthPrimeAsPublished(n int) int {
	candidate := 1
	for found := 0; found < n; {
		candidate++
		if isPrimeAsPublished(candidate) {
			found++
		}
	}
	return candidate
}

// isPrimeAsPublished compiles to IDIVQ where isPrime has IDIVL (amd64). What that costs depends on
// the processor and not on the language: on Intel's before Ice Lake, IDIV takes several times longer
// for 64 bits than for 32, whatever the numbers (Agner Fog, Instruction tables).
func isPrimeAsPublished(candidate int) bool {
	for d := 2; d*d <= candidate; d++ {
		if candidate%d == 0 {
			return false
		}
	}
	return true
}

// #endregion prime
