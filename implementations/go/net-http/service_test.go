package main

import (
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
		hello         = `{"message":"Hello, World!"}`
	)
	routes := (&service{nthPrime: nthPrime}).routes()
	for _, test := range []struct {
		method, target string
		status         int
		body           string
	}{
		{"GET", "/health", 200, alive},
		{"GET", "/ready", 200, takesRequests},
		{"GET", "/hello", 200, hello},
		{"GET", "/hello?n=6", 200, hello},
		{"GET", "/prime?n=6", 200, sixth},
		{"GET", "/prime?n=6&n=6", 400, wrongN},
		{"GET", "/prime", 400, wrongN},
		{"POST", "/prime?n=6", 405, wrongMethod},
		{"POST", "/hello", 405, wrongMethod},
		{"OPTIONS", "/health", 405, wrongMethod},
		{"CONNECT", "/ready", 405, wrongMethod},
		{"GET", "/", 404, unknownPath},
		{"GET", "/hello/", 404, unknownPath},
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
