package main

import (
	"runtime"
	"testing"
	"time"
)

func TestHoldsAsManyGoroutinesAsAsked(t *testing.T) {
	before := runtime.NumGoroutine()
	release := hold(1000)
	if held := runtime.NumGoroutine() - before; held != 1000 {
		t.Errorf("held %d goroutines, not 1000", held)
	}
	close(release)
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			t.Fatal("they did not end when they were released")
		}
		time.Sleep(time.Millisecond)
	}
}
