package main

import "sync"

// syncMapCounters keeps values in a sync.Map, which has no way to add 1: it offers to replace a value
// that has not changed meanwhile, so an increment that was overtaken begins anew.
//
// Its documentation names two uses: keys that are written once and read often, and goroutines that write to
// different keys. Counters are neither. A *atomic.Uint32 as the value would make them the first, and the
// map superfluous, since the keys are known: that is atomicCounters.
type syncMapCounters struct{ values sync.Map }

func newSyncMapCounters() counters {
	c := &syncMapCounters{}
	for key := int64(1); key <= mostCounterKey; key++ {
		c.values.Store(key, uint32(0))
	}
	return c
}

func (c *syncMapCounters) read(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c.get(key))
	}
	return sum
}

func (c *syncMapCounters) increment(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c.next(key))
	}
	return sum
}

// get: a sync.Map holds values of any type, so what it holds is asserted each time. Keys and values become
// interfaces, for which most of them are allocated.
func (c *syncMapCounters) get(key int64) uint32 {
	value, _ := c.values.Load(key)
	number, _ := value.(uint32)
	return number
}

// #region sync-map

func (c *syncMapCounters) next(key int64) uint32 {
	for {
		old := c.get(key)
		if c.values.CompareAndSwap(key, old, old+1) {
			return old + 1
		}
	}
}

// #endregion sync-map

func (c *syncMapCounters) set(key int64, old *uint32, value uint32) bool {
	if old == nil {
		c.values.Store(key, value)
		return true
	}
	return c.values.CompareAndSwap(key, *old, value)
}
