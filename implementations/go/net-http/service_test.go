package main

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
)

func TestRoutes(t *testing.T) {
	const (
		unknownPath   = `{"error":{"code":"not-found","message":"There is nothing at this path."}}`
		wrongMethod   = `{"error":{"code":"method-not-allowed","message":"This path answers GET and HEAD."}}`
		wrongN        = `{"error":{"code":"invalid-parameter","message":"n must be given once, as a whole number from 1 to 20000."}}`
		sixth         = `{"n":6,"prime":13}`
		alive         = `{"status":"ok"}`
		takesRequests = `{"status":"ready"}`
	)
	routes := (&service{nthPrime: nthPrime}).routes()
	for _, test := range []struct {
		method, target string
		status         int
		body           string
	}{
		{"GET", "/health", 200, alive},
		{"GET", "/ready", 200, takesRequests},
		{"GET", "/prime?n=6", 200, sixth},
		{"GET", "/prime?n=6&n=6", 400, wrongN},
		{"GET", "/prime", 400, wrongN},
		{"POST", "/prime?n=6", 405, wrongMethod},
		{"OPTIONS", "/health", 405, wrongMethod},
		{"CONNECT", "/ready", 405, wrongMethod},
		{"GET", "/", 404, unknownPath},
		{"GET", "/prime/", 404, unknownPath},
		{"GET", "//prime?n=6", 404, unknownPath},
		{"GET", "/x/../prime?n=6", 404, unknownPath},
		{"GET", "/Prime?n=6", 404, unknownPath},
		{"DELETE", "/nothing", 404, unknownPath},
		{"OPTIONS", "*", 404, unknownPath},
	} {
		response := httptest.NewRecorder()
		routes.ServeHTTP(response, httptest.NewRequest(test.method, test.target, nil))
		if response.Code != test.status || response.Body.String() != test.body {
			t.Errorf("%s %s: %d %s, want %d %s", test.method, test.target, response.Code, response.Body, test.status, test.body)
		}
		header := response.Header()
		if header.Get("Content-Type") != "application/json" || header.Get("Content-Length") != strconv.Itoa(len(test.body)) {
			t.Errorf("%s %s: wrong type or length in %v", test.method, test.target, header)
		}
		if allow := header.Get("Allow"); (test.status == 405) != (allow == "GET, HEAD") {
			t.Errorf("%s %s: Allow is %q", test.method, test.target, allow)
		}
	}
}

func TestChunkedRequestsEndTheirConnection(t *testing.T) {
	routes := (&service{nthPrime: nthPrime}).routes()
	for method, status := range map[string]int{"GET": 400, "HEAD": 400, "POST": 405} {
		request := httptest.NewRequest(method, "/health", nil)
		request.TransferEncoding = []string{"chunked"}
		response := httptest.NewRecorder()
		routes.ServeHTTP(response, request)
		if response.Code != status || response.Header().Get("Connection") != "close" {
			t.Errorf("chunked %s: %d %v, want %d and Connection: close", method, response.Code, response.Header(), status)
		}
	}
}

func TestAPanicDoesNotStayInFlight(t *testing.T) {
	service := &service{nthPrime: func(int32) int32 { panic("a mistake") }}
	func() {
		defer func() { _ = recover() }() // as net/http does
		service.routes().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/prime?n=1", nil))
	}()
	if inFlight := service.inFlight.Load(); inFlight != 0 {
		t.Errorf("%d requests in flight after a panic; draining would wait for them", inFlight)
	}
}
