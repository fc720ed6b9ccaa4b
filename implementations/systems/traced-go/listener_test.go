package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestListenerClosesTheSurplusAndCountsDownOnce(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	listener.most = 1
	accepted := make(chan net.Conn)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			accepted <- conn
		}
	}()

	dial(t, listener)
	first := <-accepted
	surplus := dial(t, listener)
	if _, err := surplus.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the connection beyond the limit reads %v, want it closed", err)
	}

	// Twice, as net/http does when Server.Close and the connection's goroutine both close.
	_ = first.Close()
	_ = first.Close()
	dial(t, listener)
	<-accepted
	if open := listener.open.Load(); open != 1 {
		t.Errorf("%d connections are counted as open, want 1", open)
	}
}

// A byte that was read before Close may be reported after it.
func TestAConnectionIsNeverBusyOnceItIsClosed(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	dial(t, listener)
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	followState(conn, http.StateActive)
	if busy := listener.busy.Load(); busy != 1 {
		t.Errorf("%d connections are busy with a request, want 1", busy)
	}
	_ = conn.Close()
	conn.(*countedConn).become(busy)
	if busy := listener.busy.Load(); busy != 0 {
		t.Errorf("%d connections are busy after the only one was closed, want 0", busy)
	}
}

func TestListenSaysThatThePortIsTaken(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if _, err := listen(listener.Addr().String()); err == nil || !strings.Contains(err.Error(), "another program") {
		t.Errorf("a second listener on the port gives %v", err)
	}
}

func dial(t *testing.T, listener net.Listener) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestFinishTakesWhatWaitsInTheQueueAndThenEnds(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	const waiting = 3
	for range waiting {
		client, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = client.Close() })
	}

	listener.finish()
	for place := range waiting {
		if _, err := listener.Accept(); err != nil {
			t.Fatalf("connection %d of %d, completed before finish, was lost: %v", place+1, waiting, err)
		}
	}
	if _, err := listener.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept after the last call: %v, want net.ErrClosed", err)
	}
}

func TestFinishWakesAnAcceptThatWaits(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	ended := make(chan error, 1)
	go func() {
		_, err := listener.Accept()
		ended <- err
	}()
	time.Sleep(20 * time.Millisecond) // so that it most likely waits by now; either way it must end
	listener.finish()
	select {
	case err := <-ended:
		if !errors.Is(err, net.ErrClosed) {
			t.Errorf("Accept ended with %v, want net.ErrClosed", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("Accept still waits")
	}
}
