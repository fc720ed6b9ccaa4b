package main

import (
	"sync"
	"sync/atomic"
)

const mostCounterKey = 128

// counters is a small map that the goroutines of all connections share. How they share it is what the
// variants differ in. Each time of `times` takes the lock, or whatever stands for it, anew: so a request
// does to the map what so many requests would, and is not one long turn.
//
// A counter has 32 bits and wraps around, in every language.
type counters interface {
	// read reads a counter so many times, and adds up what it read.
	read(key, times int64) (sum uint64)
	// increment adds 1 so many times, and adds up the values that this gave.
	increment(key, times int64) (sum uint64)
	// set writes a value where the counter still has the old one; any, where old is nil.
	set(key int64, old *uint32, value uint32) bool
}

// mutexCounters is what a Go program begins with: a map, and beside it the lock that guards it.
type mutexCounters struct {
	mutex  sync.Mutex
	values map[int64]uint32 // a key that is not there reads as 0
}

func newMutexCounters() counters { return &mutexCounters{values: make(map[int64]uint32)} }

func (c *mutexCounters) read(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c.get(key))
	}
	return sum
}

func (c *mutexCounters) increment(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c.next(key))
	}
	return sum
}

func (c *mutexCounters) get(key int64) uint32 {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.values[key]
}

// #region mutex

func (c *mutexCounters) next(key int64) uint32 {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	// Reading, adding and writing are three steps. Without the lock two goroutines read the same value,
	// and of two increments one is lost; with a map the program may also end ("concurrent map writes").
	c.values[key]++
	return c.values[key]
}

// #endregion mutex

func (c *mutexCounters) set(key int64, old *uint32, value uint32) bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if old != nil && c.values[key] != *old {
		return false
	}
	c.values[key] = value
	return true
}

// rwMutexCounters lets readers in together. They still write: each adds itself to a count of readers, one
// word that all cores then hand to one another (sync/rwmutex.go, Go 1.26).
type rwMutexCounters struct {
	mutex  sync.RWMutex
	values map[int64]uint32
}

func newRWMutexCounters() counters { return &rwMutexCounters{values: make(map[int64]uint32)} }

func (c *rwMutexCounters) read(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c.get(key))
	}
	return sum
}

func (c *rwMutexCounters) increment(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c.next(key))
	}
	return sum
}

func (c *rwMutexCounters) get(key int64) uint32 {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.values[key]
}

func (c *rwMutexCounters) next(key int64) uint32 {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.values[key]++
	return c.values[key]
}

func (c *rwMutexCounters) set(key int64, old *uint32, value uint32) bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if old != nil && c.values[key] != *old {
		return false
	}
	c.values[key] = value
	return true
}

// #region atomics

// atomicCounters needs no map, because it knows all keys beforehand. Sixteen of them share a cache line,
// so cores that write to different counters still take it from one another; a line for each would be
// quicker under contention, and 8 KB instead of 512 bytes.
type atomicCounters [mostCounterKey + 1]atomic.Uint32

func (c *atomicCounters) increment(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c[key].Add(1))
	}
	return sum
}

func (c *atomicCounters) set(key int64, old *uint32, value uint32) bool {
	if old == nil {
		c[key].Store(value)
		return true
	}
	return c[key].CompareAndSwap(*old, value)
}

// #endregion atomics

func newAtomicCounters() counters { return new(atomicCounters) }

func (c *atomicCounters) read(key, times int64) (sum uint64) {
	for range times {
		sum += uint64(c[key].Load())
	}
	return sum
}
