package main

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// freshness is what an answer of the origin allows a cache that many share (RFC 9111, 5.2.2).
type freshness struct {
	storable     bool          // it may be kept, and given to anyone but who asked for it
	age          time.Duration // how old it is already, where another cache has kept it
	fresh        time.Duration // from now on
	staleIfError time.Duration // how long after that it may be given while the origin fails (RFC 5861, 4)
}

// freshnessOf takes ttl where the origin says nothing.
func freshnessOf(header http.Header, ttl time.Duration) freshness {
	found := freshness{storable: true, age: seconds(header.Get("Age"))}
	lifetime, shared := ttl, false
	for directive := range strings.SplitSeq(strings.ToLower(cacheControlOf(header)), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-store", "private", "no-cache":
			// no-cache allows to keep it and to ask each time whether it changed. This cache does not
			// ask that (If-None-Match), so there is nothing to keep it for.
			found.storable = false
		case "s-maxage":
			lifetime, shared = seconds(value), true
		case "max-age":
			if !shared {
				lifetime = seconds(value)
			}
		case "stale-if-error":
			found.staleIfError = seconds(value)
		}
	}
	found.fresh = max(0, lifetime-found.age)
	return found
}

// cacheControlOf is the whole field: of one that stands twice every line counts (RFC 9110, 5.3).
func cacheControlOf(header http.Header) string {
	return strings.Join(header.Values("Cache-Control"), ", ")
}

// seconds takes what is no number of seconds for none: stale is the safe reading (RFC 9111, 4.2.1).
func seconds(text string) time.Duration {
	count, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0
	}
	return time.Duration(count) * time.Second
}
