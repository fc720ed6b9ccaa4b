package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

const (
	mostMessageBytes = 64 << 10
	// mostWaiting bounds what a socket that reads slowly keeps in memory: 4 MiB with messages of the
	// largest size.
	mostWaiting = 64
	// patience is how long a room waits for the full queue of one socket, in all, until that queue is empty again.
	// A burst fills the queue of a reader that is as fast as any before its goroutine has had a turn to write.
	patience = 100 * time.Millisecond
	// writeTimeout is for one message: beyond it nobody reads at the other end.
	writeTimeout = 5 * time.Second
)

var upgradeRequired = refusal{http.StatusUpgradeRequired, "upgrade-required", "This path speaks WebSocket."}

type message struct {
	kind  websocket.MessageType
	bytes []byte
}

// seat is a socket's place in the room: what it has yet to be sent, and how long the others have waited for it.
type seat struct {
	queue  chan message
	waited time.Duration
}

// sockets are all that are open, so that a shutdown can tell them; those in the room have a seat.
type sockets struct {
	mutex sync.Mutex
	open  map[*websocket.Conn]*seat
}

func newSockets() *sockets { return &sockets{open: make(map[*websocket.Conn]*seat)} }

// #region echo

// serveEcho sends each message back. One goroutine for each socket reads and writes in turn, so a client that
// does not read its answers is not read from either: the kernel's buffers are the queue, and TCP does the rest.
// Pings are answered inside of Read.
func (s *service) serveEcho(w http.ResponseWriter, r *http.Request) {
	conn := s.accept(w, r, nil)
	if conn == nil {
		return
	}
	defer s.sockets.leave(conn)
	for {
		kind, bytes, err := conn.Read(context.Background())
		if err != nil {
			return // it has closed, or Read has closed it with the code for why
		}
		if write(conn, message{kind, bytes}) != nil {
			return
		}
	}
}

// #endregion echo

// #region broadcast

// serveBroadcast sends each message to all sockets of the room, its sender too.
//
// A goroutine for each socket reads, and another writes what waits in its queue. Without the queue the
// slowest reader would set the pace of all; without its end that reader would fill the memory.
func (s *service) serveBroadcast(w http.ResponseWriter, r *http.Request) {
	queue := make(chan message, mostWaiting)
	conn := s.accept(w, r, &seat{queue: queue})
	if conn == nil {
		return
	}
	defer s.sockets.leave(conn)
	go func() {
		for waiting := range queue {
			if write(conn, waiting) != nil {
				return
			}
		}
	}()
	for {
		kind, bytes, err := conn.Read(context.Background())
		if err != nil {
			return
		}
		s.sockets.broadcast(message{kind, bytes})
	}
}

// broadcast drops a socket that reads too slowly, with a code that says it is its own doing.
func (s *sockets) broadcast(sent message) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for conn, seat := range s.open {
		if seat != nil && !seat.take(sent) {
			s.forget(conn)
			go conn.Close(websocket.StatusPolicyViolation, "too slow")
		}
	}
}

// take is false once the others have waited for this socket as long as they will.
func (s *seat) take(sent message) bool {
	if len(s.queue) == 0 {
		s.waited = 0
	}
	select {
	case s.queue <- sent:
		return true
	default:
	}
	from := time.Now()
	timer := time.NewTimer(patience - s.waited)
	defer timer.Stop()
	select {
	case s.queue <- sent:
		s.waited += time.Since(from)
		return true
	case <-timer.C:
		return false
	}
}

// #endregion broadcast

// accept is nil, and has answered, where the request is no handshake. Who comes from a page of another host is
// refused with 403, which is the library's default. Messages are not compressed: a window for each socket would
// cost more memory than all the rest of it.
func (s *service) accept(w http.ResponseWriter, r *http.Request, seat *seat) *websocket.Conn {
	if r.Header.Get("Upgrade") == "" {
		w.Header().Set("Upgrade", "websocket")
		s.refuse(w, upgradeRequired)
		return nil
	}
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return nil
	}
	conn.SetReadLimit(mostMessageBytes)
	s.sockets.mutex.Lock()
	defer s.sockets.mutex.Unlock()
	s.sockets.open[conn] = seat
	if s.draining.Load() {
		go conn.Close(websocket.StatusGoingAway, "")
	}
	return conn
}

func (s *sockets) leave(conn *websocket.Conn) {
	s.mutex.Lock()
	s.forget(conn)
	s.mutex.Unlock()
	_ = conn.CloseNow()
}

// forget ends the goroutine that writes; the lock is held.
func (s *sockets) forget(conn *websocket.Conn) {
	seat := s.open[conn]
	delete(s.open, conn)
	if seat != nil {
		close(seat.queue)
	}
}

// goAway closes all of them with 1001, side by side: each waits for its client to agree, five seconds at most.
func (s *sockets) goAway() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for conn := range s.open {
		go conn.Close(websocket.StatusGoingAway, "")
	}
}

func write(conn *websocket.Conn, sent message) error {
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	return conn.Write(ctx, sent.kind, sent.bytes)
}
