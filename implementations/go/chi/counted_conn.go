package main

import (
	"net"
	"net/http"
	"sync/atomic"
)

// countedConn keeps the two counts of its listener: the open connections, for the limit, and the
// busy ones, for which a shutdown waits.
//
// It embeds *net.TCPConn and not net.Conn, so that net/http still finds CloseWrite: it needs that to
// let a client read a refusal before the connection goes (closeWriteAndWait in net/http/server.go).
type countedConn struct {
	*net.TCPConn
	listener *limitedListener
	busy     atomic.Bool
	closed   atomic.Bool
}

// Read makes the connection busy with the first byte of a request. net/http itself reports
// http.StateActive only once the whole head is there, and takes a client that is half-way through
// it for one that has not begun.
func (c *countedConn) Read(buffer []byte) (int, error) {
	length, err := c.TCPConn.Read(buffer)
	if length > 0 {
		c.setBusy(true)
	}
	return length, err
}

// Close may be called more than once, by the connection's goroutine and by the server's Close; it
// must count down only the first time.
func (c *countedConn) Close() error {
	c.setBusy(false)
	if !c.closed.Swap(true) {
		c.listener.open.Add(-1)
	}
	return c.TCPConn.Close()
}

// setBusy writes to the count that all connections share only when something changes: a counter
// that every core writes to is a cache line that travels between them.
func (c *countedConn) setBusy(busy bool) {
	if c.busy.Swap(busy) == busy {
		return
	}
	if busy {
		c.listener.busy.Add(1)
	} else {
		c.listener.busy.Add(-1)
	}
}

// followState is the server's ConnState hook. A connection is idle when its answer has left the
// process (finishRequest comes before StateIdle in conn.serve), so a count of zero means that
// nothing is left in a buffer. A count of running handlers would miss those last bytes.
func followState(conn net.Conn, state http.ConnState) {
	counted, ok := conn.(*countedConn)
	if !ok {
		return
	}
	switch state {
	case http.StateActive:
		// Of pipelined requests, the second is in net/http's buffer already, and no Read brings it.
		counted.setBusy(true)
	case http.StateIdle:
		counted.setBusy(false)
	}
}
