package main

import (
	"strconv"
	"sync"
	"sync/atomic"
)

// session is what a service keeps of each of its users between two requests: a few small objects that
// point at one another, with texts of their own, and a list of numbers. Nothing of it is shared, so
// that a session that is dropped is garbage as a whole.
type session struct {
	id        uint32
	user      *user
	lastVisit *visit
	scores    []float64
}

type user struct{ name string }

// visit is the newest of a list, each with the one before it.
type visit struct {
	path    string
	seconds uint32
	before  *visit
}

const (
	mostSessions     = 16_000_000
	visitsOfASession = 4
	scoresOfASession = 64
	strideOfSessions = 7_919 // a prime, so that neighbours are dropped at different times, and every session in turn
)

// #region sessions

// sessions are all that the process has, by their ids from 0 on. Their number never changes: a new one
// takes the place of an old one.
//
// The collector is concurrent and does not move or sort by age: however long a session has lived,
// marking passes it in each cycle. So a cycle costs what is alive, and one comes each time that the
// heap has grown by as much as was alive (GOGC=100; https://go.dev/doc/gc-guide).
type sessions struct {
	count uint64
	turn  atomic.Uint64
	mutex sync.Mutex
	byID  map[uint32]*session
}

func newSessions(count int) *sessions {
	s := &sessions{count: uint64(count), byID: make(map[uint32]*session, count)}
	for id := range uint32(count) {
		s.byID[id] = newSession(id)
	}
	return s
}

// replace makes so many sessions, and tells how many of those that they replace were whole, and how many
// visits they had.
func (s *sessions) replace(count int64) (dropped, visits int64) {
	for range count {
		id := uint32((s.turn.Add(1) - 1) * strideOfSessions % s.count)
		old := s.put(id, newSession(id))
		if !old.isWhole(id) {
			continue
		}
		dropped++
		for v := old.lastVisit; v != nil; v = v.before {
			visits++
		}
	}
	return dropped, visits
}

// put holds the lock for the exchange of two pointers. sync.Map would take one more allocation for each
// session, and a map in several parts pays where more cores than two or four want this lock.
func (s *sessions) put(id uint32, made *session) (old *session) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	old = s.byID[id]
	s.byID[id] = made
	return old
}

func newSession(id uint32) *session {
	s := &session{id: id, user: &user{name: userName(id)}, scores: make([]float64, scoresOfASession)}
	for place := range uint32(visitsOfASession) {
		path := "/items/" + strconv.FormatUint(uint64((id+place+1)%100_000), 10)
		s.lastVisit = &visit{path: path, seconds: (place + 1) * 10, before: s.lastVisit}
	}
	for i := range s.scores {
		s.scores[i] = float64(id) + 0.5
	}
	return s
}

// #endregion sessions

func (s *session) isWhole(id uint32) bool {
	return s.id == id && s.user.name == userName(id) && s.scores[scoresOfASession-1] == float64(id)+0.5
}

func userName(id uint32) string { return "user " + strconv.FormatUint(uint64(id), 10) }
