package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

func TestAPathExistsWhereItsProgramDoes(t *testing.T) {
	part := newRecordingPart(t)
	alone, withCompute := newService(settings{}), newService(settings{compute: part.address, partWait: time.Second})
	for _, test := range []struct {
		service *service
		target  string
		status  int
	}{
		{alone, "/work?units=1", 404},
		{withCompute, "/work?units=1", 200},
		{withCompute, "/gateway/work?units=1", 404},
		{withCompute, "//work?units=1", 404},
		{withCompute, "/ready", 200},
	} {
		response := httptest.NewRecorder()
		test.service.routes().ServeHTTP(response, httptest.NewRequest("GET", test.target, nil))
		if response.Code != test.status {
			t.Errorf("%s: %d, want %d", test.target, response.Code, test.status)
		}
	}
}

func TestAPartLearnsOfTheTraceAndNothingThatAClientClaims(t *testing.T) {
	part := newRecordingPart(t)
	request := httptest.NewRequest("GET", "/work?units=1&x=%zz;", nil)
	for name, value := range map[string]string{
		"Traceparent": "00-1-2-01", "X-User-Id": "admin", "X-Forwarded-For": "203.0.113.7", "Authorization": "Bearer x", "X-Request-Id": "a b",
	} {
		request.Header.Set(name, value)
	}
	response := httptest.NewRecorder()
	newService(settings{compute: part.address, partWait: time.Second}).routes().ServeHTTP(response, request)
	asked := <-part.asked
	for name, want := range map[string]string{
		"Traceparent": "00-1-2-01", "X-User-Id": "", "X-Forwarded-For": "192.0.2.1", "Authorization": "", "X-Request-Id": response.Header().Get("X-Request-Id"),
	} {
		if got := asked.Header.Get(name); got != want {
			t.Errorf("the part got %s %q, want %q", name, got, want)
		}
	}
	if id := asked.Header.Get("X-Request-Id"); id == "" || id == "a b" {
		t.Errorf("the id is %q, want a new one", id)
	}
	if asked.URL.RawQuery != "units=1&x=%zz;" {
		t.Errorf("the query is %q, want it as it came", asked.URL.RawQuery)
	}
}

type recordingPart struct {
	address *url.URL
	asked   chan *http.Request
}

func newRecordingPart(t *testing.T) recordingPart {
	t.Helper()
	asked := make(chan *http.Request, 10)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r }))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return recordingPart{address, asked}
}
