package main

import (
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

func TestRoutes(t *testing.T) {
	const (
		unknownPath   = `{"error":{"code":"not-found","message":"There is nothing at this path."}}`
		wrongMethod   = `{"error":{"code":"method-not-allowed","message":"This path answers GET and HEAD."}}`
		wrongN        = `{"error":{"code":"invalid-parameter","message":"n must be given once, as a whole number from 1 to 20000."}}`
		wrongMs       = `{"error":{"code":"invalid-parameter","message":"ms must be given once, as a whole number from 0 to 10000."}}`
		wrongFrom     = `{"error":{"code":"invalid-parameter","message":"from must be given once, as a whole number from 1 to 10000."}}`
		sixth         = `{"n":6,"prime":13}`
		noWork        = `{"units":0,"result":2463534242}`
		noWait        = `{"ms":1,"units":0,"result":2463534242}`
		itemSeven     = `{"id":7,"name":"Item 7","priceCents":55433,"tags":["new"]}`
		alive         = `{"status":"ok"}`
		takesRequests = `{"status":"ready"}`
		hello         = `{"message":"Hello, World!"}`
	)
	routes := newService().routes()
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
		{"GET", "/work?units=0", 200, noWork},
		{"GET", "/wait?ms=1&units=0", 200, noWait},
		{"GET", "/wait", 400, wrongMs},
		{"GET", "/items/7", 200, itemSeven},
		{"GET", "/items/%37", 200, itemSeven},
		{"GET", "/items?from=7&limit=1", 200, `{"items":[` + itemSeven + `],"next":8}`},
		{"GET", "/items?from=1001&limit=1", 200, `{"items":[],"next":null}`},
		{"GET", "/items", 400, wrongFrom},
		{"GET", "/items/summary?from=1&limit=2", 200, `{"count":2,"totalCents":23757,"meanCents":11878,"maxCents":15838}`},
		{"GET", "/items/summary?from=9999&limit=2", 200, `{"count":0,"totalCents":0,"meanCents":0,"maxCents":0}`},
		{"POST", "/prime?n=6", 405, wrongMethod},
		{"PUT", "/items/summary", 405, wrongMethod},
		{"BREW", "/items", 405, wrongMethod},
		{"POST", "/hello", 405, wrongMethod},
		{"OPTIONS", "/health", 405, wrongMethod},
		{"CONNECT", "/ready", 405, wrongMethod},
		{"GET", "/", 404, unknownPath},
		{"GET", "/hello/", 404, unknownPath},
		{"GET", "/prime/", 404, unknownPath},
		{"GET", "//prime?n=6", 404, unknownPath},
		{"GET", "/x/../prime?n=6", 404, unknownPath},
		{"GET", "/Prime?n=6", 404, unknownPath},
		{"GET", "/items/", 404, unknownPath},
		{"GET", "/counters/128", 200, `{"key":128,"value":0}`},
		{"GET", "/counters/129", 404, unknownPath},
		{"GET", "/counters?key=1&times=3", 200, `{"key":1,"times":3,"sum":0}`},
		{"POST", "/counters?key=1&times=3", 200, `{"key":1,"times":3,"sum":6}`},
		{"GET", "/counters?key=1&times=2", 200, `{"key":1,"times":2,"sum":6}`},
		{"GET", "/items/07", 404, unknownPath},
		{"GET", "/items/1001", 404, unknownPath},
		{"GET", "/items/10001", 404, unknownPath},
		{"GET", "/items/%2F7", 404, unknownPath},
		{"PUT", "/items/none", 404, unknownPath},
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

func TestWrongMethodsNameTheRightOnes(t *testing.T) {
	for target, want := range map[string][2]string{
		"/items/none": {"GET, HEAD, PUT", "This path answers GET, HEAD and PUT."},
		"/json":       {"GET, HEAD, POST", "This path answers GET, HEAD and POST."},
		"/json/echo":  {"POST", "This path answers POST."},
	} {
		response := httptest.NewRecorder()
		newService().routes().ServeHTTP(response, httptest.NewRequest("DELETE", target, nil))
		if allow := response.Header().Get("Allow"); response.Code != 405 || allow != want[0] || !strings.Contains(response.Body.String(), want[1]) {
			t.Errorf("DELETE %s: %d %s %s, want %s", target, response.Code, allow, response.Body, want)
		}
	}
}

func newService() *service {
	return &service{nthPrime: nthPrime, items: newStore(), sessions: newSessions(100), counters: newMutexCounters()}
}
