package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"time"
)

// mostConnections bounds the memory that strangers can make the process hold: an open connection
// costs a goroutine, two 4 KiB buffers and a descriptor even when it says nothing.
const mostConnections = 60_000

// listen opens the port.
//
// The queue of connections that the kernel has completed and nobody has accepted yet is as long as
// net.core.somaxconn, which Go reads at start (maxListenerBacklog in net/sock_linux.go): 4,096 on
// Linux since 5.4. There is no option for it in net.ListenConfig, so a longer or shorter queue is
// the system's setting and not this program's.
//
// TCP_NODELAY is on from the start (newTCPConn in net/tcpsock.go): answers are written in one
// piece, so waiting to join them with others could only delay them.
func listen(address string) (*limitedListener, error) {
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("cannot listen on %s, because another program does; stop it or set PORT to a free port", address)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s (%w); set HOST to an address of this machine and PORT to a port you may use", address, err)
	}
	return &limitedListener{TCPListener: listener.(*net.TCPListener), most: mostConnections}, nil
}

// limitedListener closes the connections beyond the limit as soon as it has accepted them.
//
// The road not taken is golang.org/x/net/netutil.LimitListener, which stops accepting at the limit.
// The surplus then waits in the kernel's queue, connected but unanswered, until the client's own
// time-out; a closed connection tells the client, or the load balancer before it, to go elsewhere now.
type limitedListener struct {
	*net.TCPListener
	most     int64
	lastCall atomic.Int64 // when Accept ends at the latest, in Unix nanoseconds; 0 while it goes on
	open     atomic.Int64 // connections accepted and not yet closed
	busy     atomic.Int64 // those of them that have begun a request and not had its answer
}

func (l *limitedListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.acceptUntilLastCall()
		if err != nil {
			return nil, err
		}
		if l.open.Add(1) <= l.most {
			return &countedConn{TCPConn: conn, listener: l}, nil
		}
		l.open.Add(-1)
		_ = conn.Close() // the error would say that the client was quicker
	}
}

// finish lets Accept take what the kernel has completed already, then makes it return net.ErrClosed.
//
// The road not taken is Close. It resets every connection that waits in the kernel's queue, and on a
// busy process some do: their clients are connected, and may have sent a request, before the
// goroutine that accepts has had its turn. They would lose an answer to a shutdown that promised
// to lose none.
func (l *limitedListener) finish() {
	l.lastCall.Store(time.Now().Add(longestLastCall).UnixNano())
	_ = l.SetDeadline(time.Now()) // wakes an Accept that waits
}

const (
	// lastCallPause without an arrival shows that the queue was empty.
	lastCallPause = 50 * time.Millisecond
	// longestLastCall ends it under clients that never pause.
	longestLastCall = time.Second
)

func (l *limitedListener) acceptUntilLastCall() (*net.TCPConn, error) {
	for {
		end := l.lastCall.Load()
		if end != 0 {
			pause := time.Now().Add(lastCallPause)
			if pause.UnixNano() > end {
				return nil, net.ErrClosed
			}
			_ = l.SetDeadline(pause)
		}
		conn, err := l.AcceptTCP()
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return conn, err
		}
		if end != 0 {
			return nil, net.ErrClosed
		}
	}
}
