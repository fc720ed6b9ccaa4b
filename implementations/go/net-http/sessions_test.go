package main

import (
	"sync"
	"testing"
)

func TestEachSessionIsReplacedInTurn(t *testing.T) {
	s := newSessions(10)
	before := make(map[*session]bool)
	for _, one := range s.byID {
		before[one] = true
	}
	if dropped, visits := s.replace(10); dropped != 10 || visits != 40 {
		t.Errorf("dropped %d with %d visits, want 10 with 40", dropped, visits)
	}
	for id, one := range s.byID {
		if before[one] || !one.isWhole(id) {
			t.Errorf("session %d is an old one, or not whole: %+v", id, one)
		}
	}
}

func TestSessionsAreReplacedFromSeveralGoroutines(t *testing.T) {
	s := newSessions(50)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if dropped, visits := s.replace(500); dropped != 500 || visits != 2000 {
				t.Errorf("dropped %d with %d visits, want 500 with 2000", dropped, visits)
			}
		})
	}
	group.Wait()
	if len(s.byID) != 50 {
		t.Errorf("there are %d sessions, want 50", len(s.byID))
	}
}
