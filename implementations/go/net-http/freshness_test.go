package main

import (
	"net/http"
	"testing"
	"time"
)

func TestFreshnessOf(t *testing.T) {
	const ttl = 7 * time.Second
	for _, test := range []struct {
		cacheControl, age string
		expected          freshness
	}{
		{"", "", freshness{storable: true, fresh: ttl}},
		{"max-age=60", "", freshness{storable: true, fresh: time.Minute}},
		{"Max-Age=60, S-MaxAge=5", "", freshness{storable: true, fresh: 5 * time.Second}},
		{"s-maxage=5,max-age=60", "", freshness{storable: true, fresh: 5 * time.Second}},
		{"max-age=60", "59", freshness{storable: true, age: 59 * time.Second, fresh: time.Second}},
		{"max-age=60", "61", freshness{storable: true, age: 61 * time.Second}},
		{"max-age=soon", "", freshness{storable: true}},
		{"max-age=0, stale-if-error=9", "", freshness{storable: true, staleIfError: 9 * time.Second}},
		{"no-store", "", freshness{fresh: ttl}},
		{"private, max-age=60", "", freshness{fresh: time.Minute}},
		{"no-cache", "", freshness{fresh: ttl}},
	} {
		header := http.Header{}
		header.Set("Cache-Control", test.cacheControl)
		header.Set("Age", test.age)
		if got := freshnessOf(header, ttl); got != test.expected {
			t.Errorf("%q and Age %q: got %+v, want %+v", test.cacheControl, test.age, got, test.expected)
		}
	}
}
