package main

import "testing"

func TestXorshiftIsMarsagliasSequence(t *testing.T) {
	x := uint32(xorshiftStart)
	for _, want := range []uint32{723_471_715, 2_497_366_906, 2_064_144_800} {
		if x = xorshift(x); x != want {
			t.Fatalf("the sequence has %d, want %d", x, want)
		}
	}
}

func TestComputeTakesAThousandStepsAUnit(t *testing.T) {
	x := uint32(xorshiftStart)
	for units := range int64(4) {
		if got := compute(units); got != x {
			t.Errorf("%d units give %d, want %d", units, got, x)
		}
		for range 1000 {
			x = xorshift(x)
		}
	}
}

// BenchmarkCompute shows what a unit costs on this processor.
func BenchmarkCompute(b *testing.B) {
	for b.Loop() {
		compute(1)
	}
}
