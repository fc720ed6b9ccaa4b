package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestWaitTakesItsTime(t *testing.T) {
	begin := time.Now()
	response := httptest.NewRecorder()
	newService().routes().ServeHTTP(response, httptest.NewRequest("GET", "/wait?ms=30&units=0", nil))
	if took := time.Since(begin); response.Code != 200 || took < 30*time.Millisecond {
		t.Errorf("answered %d after %s, want 200 after 30 ms", response.Code, took)
	}
}

func TestWaitEndsWhenItsClientHasGone(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	begin := time.Now()
	request := httptest.NewRequestWithContext(gone, "GET", "/wait?ms=10000&units=0", nil)
	defer func() {
		if reason, took := recover(), time.Since(begin); reason != http.ErrAbortHandler || took > 5*time.Second {
			t.Errorf("it went on for %s and ended with %v, want http.ErrAbortHandler", took, reason)
		}
	}()
	newService().routes().ServeHTTP(httptest.NewRecorder(), request)
}
