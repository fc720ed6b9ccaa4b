package main

import (
	"io"
	"net"
	"strings"
	"testing"
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
