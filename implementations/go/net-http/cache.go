package main

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
)

// cacheSettings is what the outside may decide about the cache.
type cacheSettings struct {
	originURL  string // "" for none, and then there is nothing to cache
	entries    int
	ttl        time.Duration // where the origin does not say
	originWait time.Duration
}

// document is never changed once it is kept, so that it is sent without a lock.
type document struct {
	body         []byte
	cacheControl string
	storable     bool
	born         time.Time // when it was new at the origin
	freshUntil   time.Time
	staleUntil   time.Time
}

// #region cache

// documentCache keeps what the origin answered.
//
// otter and not sync.Map, which many caches are built on: sync.Map has no bound and lets nothing
// expire, so it is a memory leak with a fast path. otter has both, and chooses what to evict by how
// often a key was asked for (W-TinyLFU), as moka does in Rust.
//
// A call that is on its way is joined by singleflight. otter would do that too (Cache.Get with a
// loader), but asks again only for what has left the cache, and a stale document has to stay in it
// for the time when the origin fails.
type documentCache struct {
	origin  *origin
	ttl     time.Duration
	kept    *otter.Cache[string, *document]
	flights singleflight.Group
}

func newDocumentCache(settings cacheSettings) (*documentCache, error) {
	kept, err := otter.New(&otter.Options[string, *document]{
		MaximumSize: settings.entries,
		ExpiryCalculator: otter.ExpiryWritingFunc(func(entry otter.Entry[string, *document]) time.Duration {
			return max(time.Until(entry.Value.staleUntil), time.Millisecond)
		}),
	})
	if err != nil {
		return nil, err
	}
	origin := newOrigin(settings.originURL, settings.originWait)
	return &documentCache{origin: origin, ttl: settings.ttl, kept: kept}, nil
}

// get returns a document and how it was come by, in the words of Cache-Status.
func (c *documentCache) get(ctx context.Context, key string) (*document, string, error) {
	stored, found := c.kept.GetIfPresent(key)
	if left := untilStale(stored); left > 0 {
		return stored, "hit; ttl=" + strconv.Itoa(int(left.Seconds())), nil
	}
	asked := false
	fetched, err, _ := c.flights.Do(key, func() (any, error) {
		// Another call may have landed since the look above.
		if kept, _ := c.kept.GetIfPresent(key); untilStale(kept) > 0 {
			return kept, nil
		}
		asked = true
		// Not ended by whoever happens to have asked first: others wait for the same answer.
		return c.fetch(context.WithoutCancel(ctx), key)
	})
	if err != nil {
		// Old is better than nothing, as long as the origin said so (RFC 5861).
		if found && !errors.Is(err, errNoDocument) && time.Now().Before(stored.staleUntil) {
			return stored, "fwd=stale; detail=stale-if-error", nil
		}
		return nil, "", err
	}
	got := fetched.(*document)
	switch {
	case !asked && !got.storable:
		// What nobody else may have was not for those who waited for it: each asks for itself.
		got, err = c.fetch(ctx, key)
		return got, "fwd=miss", err
	case !asked:
		return got, "fwd=miss; collapsed", nil
	case !got.storable:
		return got, "fwd=miss", nil
	default:
		return got, "fwd=miss; stored", nil
	}
}

// fetch asks the origin, and keeps what may be kept.
func (c *documentCache) fetch(ctx context.Context, key string) (*document, error) {
	body, header, err := c.origin.document(ctx, key)
	if errors.Is(err, errNoDocument) {
		// What is gone must not come back as stale when the origin fails later.
		c.kept.Invalidate(key)
	}
	if err != nil {
		return nil, err
	}
	allowed := freshnessOf(header, c.ttl)
	now := time.Now()
	fetched := &document{
		body:         body,
		cacheControl: cacheControlOf(header),
		storable:     allowed.storable,
		born:         now.Add(-allowed.age),
		freshUntil:   now.Add(allowed.fresh),
		staleUntil:   now.Add(allowed.fresh + allowed.staleIfError),
	}
	if fetched.storable {
		c.kept.Set(key, fetched)
	} else {
		c.kept.Invalidate(key)
	}
	return fetched, nil
}

// #endregion cache

// untilStale is 0 where there is nothing fresh.
func untilStale(stored *document) time.Duration {
	if stored == nil {
		return 0
	}
	return time.Until(stored.freshUntil)
}

var (
	badGateway     = refusal{http.StatusBadGateway, "bad-gateway", "The origin does not answer."}
	gatewayTimeout = refusal{http.StatusGatewayTimeout, "gateway-timeout", "The origin did not answer in time."}
)

// serveCached says in Cache-Status (RFC 9211) whether the origin was asked, and not in X-Cache, which
// every cache writes in its own way: the standard field also tells of a call that several waited for,
// and of how long an answer will be fresh.
func (s *service) serveCached(w http.ResponseWriter, r *http.Request) {
	key := r.PathValue("key")
	// As it was written: what is escaped has no name here.
	if !isKey(key) || r.URL.RawPath != "" {
		s.refuse(w, notFound)
		return
	}
	found, how, err := s.cache.get(r.Context(), key)
	switch {
	case err == nil:
		s.sendDocument(w, found, how)
	case errors.Is(err, errNoDocument):
		s.refuse(w, notFound)
	case errors.Is(err, errOriginTooSlow):
		s.refuse(w, gatewayTimeout)
	default:
		s.refuse(w, badGateway)
	}
}

func (s *service) sendDocument(w http.ResponseWriter, found *document, how string) {
	header := w.Header()
	header.Set("Cache-Status", "cache; "+how)
	if found.cacheControl != "" {
		header.Set("Cache-Control", found.cacheControl)
	}
	// Only of what was kept: the field says that the origin was not asked (RFC 9111, 5.1).
	if !strings.HasPrefix(how, "fwd=miss") {
		header.Set("Age", strconv.Itoa(int(time.Since(found.born).Seconds())))
	}
	s.send(w, http.StatusOK, found.body)
}

func isKey(text string) bool {
	if len(text) == 0 || len(text) > 64 {
		return false
	}
	for _, letter := range []byte(text) {
		isLetter := letter|0x20 >= 'a' && letter|0x20 <= 'z'
		if !isLetter && (letter < '0' || letter > '9') && letter != '-' && letter != '_' {
			return false
		}
	}
	return true
}
