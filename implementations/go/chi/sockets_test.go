package main

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestSeatWaitsForAWriterThatHadNoTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seat, end := seatReadEvery(time.Millisecond)
		defer end()
		// A millisecond each beyond the queue: within the room's patience.
		for sent := range mostWaiting + 90 {
			if !seat.take(message{}) {
				t.Fatalf("dropped at message %d", sent)
			}
		}
		time.Sleep(time.Second)
		for sent := range mostWaiting + 90 {
			if !seat.take(message{}) {
				t.Fatalf("dropped at message %d of a second burst: what was waited for the first still counts", sent)
			}
		}
	})
}

func TestSeatOfAReaderThatIsSlowIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seat, end := seatReadEvery(9 * time.Millisecond)
		defer end()
		from := time.Now()
		sent := 0
		for seat.take(message{}) {
			sent++
		}
		if waited := time.Since(from); waited != patience {
			t.Errorf("the room waited %v for it, not %v", waited, patience)
		}
		if sent < mostWaiting {
			t.Errorf("dropped after %d messages, before its queue was full", sent)
		}
	})
}

// seatReadEvery is a seat whose writer takes so long for each message; end waits until it has had them all.
func seatReadEvery(each time.Duration) (*seat, func()) {
	seat := &seat{queue: make(chan message, mostWaiting)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range seat.queue {
			time.Sleep(each)
		}
	}()
	return seat, func() { close(seat.queue); <-done }
}
