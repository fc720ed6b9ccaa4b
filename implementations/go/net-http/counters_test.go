package main

import (
	"sync"
	"sync/atomic"
	"testing"
)

var everyCounters = map[string]func() counters{
	"mutex":    newMutexCounters,
	"rw-mutex": newRWMutexCounters,
	"sync-map": newSyncMapCounters,
	"atomics":  newAtomicCounters,
}

// With -race this also shows that nothing is read while it is written.
func TestNoIncrementIsLost(t *testing.T) {
	for name, create := range everyCounters {
		counters := create()
		var writers sync.WaitGroup
		for range 8 {
			writers.Go(func() {
				counters.increment(7, 1_000)
				counters.read(7, 10)
			})
		}
		writers.Wait()
		if got := counters.read(7, 2); got != 2*8_000 {
			t.Errorf("%s: twice the value is %d, want %d", name, got, 2*8_000)
		}
		if got := counters.read(8, 1); got != 0 {
			t.Errorf("%s: its neighbour is %d", name, got)
		}
	}
}

func TestSetComparesFirst(t *testing.T) {
	for name, create := range everyCounters {
		counters := create()
		three, four := uint32(3), uint32(4)
		for _, step := range []struct {
			old   *uint32
			value uint32
			done  bool
		}{{nil, 3, true}, {&four, 5, false}, {&three, 4_294_967_295, true}, {&three, 6, false}} {
			if got := counters.set(1, step.old, step.value); got != step.done {
				t.Errorf("%s: set to %d is %t, want %t", name, step.value, got, step.done)
			}
		}
		if got := counters.increment(1, 2); got != 0+1 {
			t.Errorf("%s: it does not wrap around at 32 bits: %d", name, got)
		}
	}
}

func TestOfWritersWhoSawTheSameValueOneWins(t *testing.T) {
	for name, create := range everyCounters {
		counters := create()
		var seen uint32
		var winners atomic.Int32
		var writers sync.WaitGroup
		for value := range uint32(20) {
			writers.Go(func() {
				if counters.set(2, &seen, value+1) {
					winners.Add(1)
				}
			})
		}
		writers.Wait()
		if got := winners.Load(); got != 1 {
			t.Errorf("%s: %d wrote over the same value", name, got)
		}
	}
}

func TestValueInIfMatch(t *testing.T) {
	for text, want := range map[string]uint32{`"0"`: 0, `"7"`: 7, `"4294967295"`: 4_294_967_295} {
		if got, ok := valueIn(text); !ok || got == nil || *got != want {
			t.Errorf("%s: %v, %t", text, got, ok)
		}
	}
	if got, ok := valueIn("*"); got != nil || !ok {
		t.Errorf("*: %v, %t", got, ok)
	}
	for _, text := range []string{`W/"1"`, `"1", "2"`, `1`, `"4294967296"`, `"01"`, `"`, `"a"`, `""`} {
		if got, ok := valueIn(text); ok {
			t.Errorf("%s: %d", text, *got)
		}
	}
}
