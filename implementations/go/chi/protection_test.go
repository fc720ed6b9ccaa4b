package main

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

var testSecret = strings.Repeat("s", leastSecretBytes)

func TestReadProtection(t *testing.T) {
	if got, err := readProtection(environment(map[string]string{"RATE_LIMIT_BURST": "5"})); got != nil || err != nil {
		t.Errorf("without a secret: %+v, %v", got, err)
	}
	got, err := readProtection(environment(map[string]string{"TOKEN_SECRET": testSecret, "RATE_LIMIT_BURST": "5"}))
	if err != nil || *got != (protectionSettings{testSecret, 100, 5, 10_000}) {
		t.Errorf("with a secret: %+v, %v", got, err)
	}
	_, err = readProtection(environment(map[string]string{"TOKEN_SECRET": "hunter2"}))
	if err == nil || !strings.Contains(err.Error(), "at least 32 bytes") || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("with a short secret: %v", err)
	}
	_, err = readProtection(environment(map[string]string{"TOKEN_SECRET": testSecret, "RATE_LIMIT_PER_SECOND": "0"}))
	if err == nil || !strings.Contains(err.Error(), "RATE_LIMIT_PER_SECOND") {
		t.Errorf("with a rate of 0: %v", err)
	}
}

func TestLimiter(t *testing.T) {
	limiter, err := newLimiter(protectionSettings{ratePerSecond: 10, burst: 2, mostSubjects: 2})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	for _, want := range []struct {
		subject string
		atMs    int
		waitMs  int
	}{
		{"ann", 0, 0},
		{"ann", 0, 0},
		{"ann", 0, 100},
		{"ann", 60, 40},
		{"bob", 60, 0},
		{"ann", 100, 0},
		{"ann", 100, 100},
		// The third subject takes bob's place, who was seen longest ago; ann's bucket is kept.
		{"cem", 100, 0},
		{"ann", 100, 100},
		{"bob", 100, 0},
	} {
		wait := limiter.take(want.subject, start.Add(time.Duration(want.atMs)*time.Millisecond))
		if wait.Round(time.Millisecond) != time.Duration(want.waitMs)*time.Millisecond {
			t.Errorf("%s at %d ms waits %v, want %d ms", want.subject, want.atMs, wait, want.waitMs)
		}
	}
	if limiter.subjects.Len() != 2 {
		t.Errorf("%d subjects are remembered, want 2", limiter.subjects.Len())
	}
}

func TestBearer(t *testing.T) {
	for _, want := range []struct {
		fields           []string
		token, challenge string
	}{
		{[]string{"Bearer a.b.c"}, "a.b.c", ""},
		{[]string{"bearer  a.b.c"}, "a.b.c", ""},
		{[]string{"Bearer"}, "", ""},
		{nil, "", "Bearer"},
		{[]string{"Basic dTpw"}, "", "Bearer"},
		{[]string{"Bearer a.b.c", "Bearer a.b.c"}, "", `Bearer error="invalid_request"`},
	} {
		token, challenge, refused := bearer(want.fields)
		if token != want.token || challenge != want.challenge || (refused != nil) != (challenge != "") {
			t.Errorf("%q: %q, %q, %v", want.fields, token, challenge, refused)
		}
	}
}

func TestPathsBehindATokenNeedASecret(t *testing.T) {
	response := httptest.NewRecorder()
	(&service{items: newStore()}).routes().ServeHTTP(response, httptest.NewRequest("GET", "/me", nil))
	if response.Code != 404 {
		t.Errorf("/me without a secret: %d, want 404", response.Code)
	}
	guards, err := newGuards(protectionSettings{testSecret, 100, 200, 10})
	if err != nil {
		t.Fatal(err)
	}
	response = httptest.NewRecorder()
	(&service{items: newStore(), guards: guards}).routes().ServeHTTP(response, httptest.NewRequest("GET", "/me", nil))
	if response.Code != 401 || response.Header().Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("/me without a token: %d %v", response.Code, response.Header())
	}
}
