package main

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

var rateLimited = refusal{http.StatusTooManyRequests, "rate-limited", "This subject has used up its requests for now."}

// limiter has a token bucket for each subject. Whoever was asked for longest ago is forgotten when
// the table is full, and begins with a full bucket when he comes again: a map without an end, which
// examples of x/time/rate use, lets a client that invents subjects decide how much memory it takes.
//
// The road not taken is go-chi/httprate. It counts in windows that slide, not in buckets, so what it
// lets through at once depends on where in a window one comes.
type limiter struct {
	perSecond rate.Limit
	burst     int
	// A lock held for a look-up and a comparison. Sharding it would help from some ten cores on.
	mutex    sync.Mutex
	subjects *simplelru.LRU[string, *rate.Limiter]
}

func newLimiter(settings protectionSettings) (*limiter, error) {
	subjects, err := simplelru.NewLRU[string, *rate.Limiter](settings.mostSubjects, nil)
	return &limiter{perSecond: rate.Limit(settings.ratePerSecond), burst: settings.burst, subjects: subjects}, err
}

// take is 0, or how long the subject has to wait.
func (l *limiter) take(subject string, now time.Time) time.Duration {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	bucket, known := l.subjects.Get(subject)
	if !known {
		bucket = rate.NewLimiter(l.perSecond, l.burst)
		l.subjects.Add(subject, bucket)
	}
	if bucket.AllowN(now, 1) {
		return 0
	}
	missing := 1 - bucket.TokensAt(now)
	return time.Duration(missing / float64(l.perSecond) * float64(time.Second))
}

// #region middleware

// limited stands inside of verified. Whom a request counts for is what the issuer signed, never an
// address that the client writes into a field itself.
func (s *service) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wait := s.guards.limiter.take(claimsOf(r).Subject, time.Now()); wait > 0 {
			// Rounded up: whoever comes back after 0 seconds is refused again.
			w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			s.refuse(w, rateLimited)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// #endregion middleware
