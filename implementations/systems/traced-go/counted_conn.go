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
	state    atomic.Int32
}

// What a connection is. It may go from idle to busy and back; once closed it stays so.
const (
	idle int32 = iota
	busy
	closed
)

// Read makes the connection busy with the first byte of a request. net/http itself reports
// http.StateActive only once the whole head is there, and takes a client that is half-way through
// it for one that has not begun.
func (c *countedConn) Read(buffer []byte) (int, error) {
	length, err := c.TCPConn.Read(buffer)
	if length > 0 {
		c.become(busy)
	}
	return length, err
}

// Close may be called more than once, by the connection's goroutine and by the server's Close; it
// must count down only the first time.
func (c *countedConn) Close() error {
	c.become(closed)
	return c.TCPConn.Close()
}

// become writes to the counts that all connections share only when something changes: a counter
// that every core writes to is a cache line that travels between them.
//
// What the connection is stands in one word, because two goroutines change it: while a handler runs,
// another reads ahead (startBackgroundRead in net/http/server.go). With a flag for busy and one for
// closed, a byte that it had read just before Close made the closed connection busy for ever, and
// every shutdown wait until its limit.
func (c *countedConn) become(next int32) {
	for {
		was := c.state.Load()
		if was == next || was == closed {
			return
		}
		if !c.state.CompareAndSwap(was, next) {
			continue
		}
		if next == busy {
			c.listener.busy.Add(1)
		} else if was == busy {
			c.listener.busy.Add(-1)
		}
		if next == closed {
			c.listener.open.Add(-1)
		}
		return
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
		counted.become(busy)
	case http.StateIdle:
		counted.become(idle)
	}
}
