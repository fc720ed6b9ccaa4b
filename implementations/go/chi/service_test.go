package main

import (
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

const (
	unknownPath = `{"error":{"code":"not-found","message":"There is nothing at this path."}}`
	wrongFrom   = `{"error":{"code":"invalid-parameter","message":"from must be given once, as a whole number from 1 to 10000."}}`
	wrongLimit  = `{"error":{"code":"invalid-parameter","message":"limit must be given once, as a whole number from 1 to 100."}}`
	itemSeven   = `{"id":7,"name":"Item 7","priceCents":55433,"tags":["new"]}`
)

func TestRoutes(t *testing.T) {
	const (
		hello   = `{"message":"Hello, World!"}`
		nothing = `{"items":[],"next":null}`
	)
	expect(t, []exchange{
		{"GET", "/health", 200, `{"status":"ok"}`, ""},
		{"GET", "/ready", 200, `{"status":"ready"}`, ""},
		{"GET", "/hello", 200, hello, ""},
		{"GET", "/hello?n=6", 200, hello, ""},
		{"GET", "/items/7", 200, itemSeven, ""},
		{"GET", "/items/%37", 200, itemSeven, ""},
		{"GET", "/items?from=7&limit=1", 200, `{"items":[` + itemSeven + `],"next":8}`, ""},
		{"GET", "/items?from=1001&limit=1", 200, nothing, ""},
		{"GET", "/items/summary?from=1&limit=2", 200, `{"count":2,"totalCents":23757,"meanCents":11878,"maxCents":15838}`, ""},
		{"GET", "/items/summary?from=9999&limit=2", 200, `{"count":0,"totalCents":0,"meanCents":0,"maxCents":0}`, ""},
		{"GET", "/items", 400, wrongFrom, ""},
		{"GET", "/items?from=1&limit=101", 400, wrongLimit, ""},
		{"GET", "/items/summary?limit=1", 400, wrongFrom, ""},
	})
}

func TestUnknownPaths(t *testing.T) {
	var exchanges []exchange
	for _, target := range []string{
		"/", "/hello/", "/Hello", "//hello", "/x/../hello", "/items/", "/items/summary/", "/items/7/", "/items/0", "/items/1001",
		"/items/10001", "/items/07", "/items/+7", "/items/%2F7", "/items/%00",
	} {
		exchanges = append(exchanges, exchange{"GET", target, 404, unknownPath, ""})
	}
	expect(t, append(exchanges,
		exchange{"DELETE", "/nothing", 404, unknownPath, ""},
		exchange{"BREW", "/nothing", 404, unknownPath, ""},
		exchange{"PUT", "/items/none", 404, unknownPath, ""},
		exchange{"OPTIONS", "*", 404, unknownPath, ""},
	))
}

func TestWrongMethodsNameTheRightOnes(t *testing.T) {
	refused := func(method, target, words, allow string) exchange {
		body := `{"error":{"code":"method-not-allowed","message":"This path answers ` + words + `."}}`
		return exchange{method, target, 405, body, allow}
	}
	const readWords, read = "GET and HEAD", "GET, HEAD"
	expect(t, []exchange{
		refused("POST", "/health", readWords, read),
		refused("OPTIONS", "/hello", readWords, read),
		refused("CONNECT", "/ready", readWords, read),
		refused("TRACE", "/hello", readWords, read),
		refused("BREW", "/hello", readWords, read),
		refused("PUT", "/items", readWords, read),
		refused("PUT", "/items/summary", readWords, read),
		refused("BREW", "/items/summary", readWords, read),
		refused("DELETE", "/items/7", "GET, HEAD and PUT", "GET, HEAD, PUT"),
		refused("POST", "/items/none", "GET, HEAD and PUT", "GET, HEAD, PUT"),
		refused("GET", "/transform", "POST", "POST"),
		refused("HEAD", "/transform", "POST", "POST"),
	})
}

type exchange struct {
	method, target string
	status         int
	body           string
	allow          string
}

func expect(t *testing.T, exchanges []exchange) {
	t.Helper()
	routes := (&service{items: newStore()}).routes()
	for _, want := range exchanges {
		response := httptest.NewRecorder()
		routes.ServeHTTP(response, httptest.NewRequest(want.method, want.target, nil))
		if response.Code != want.status || response.Body.String() != want.body {
			t.Errorf("%s %s: %d %s, want %d %s", want.method, want.target, response.Code, response.Body, want.status, want.body)
		}
		header := response.Header()
		if header.Get("Content-Type") != "application/json" || header.Get("Content-Length") != strconv.Itoa(len(want.body)) {
			t.Errorf("%s %s: wrong type or length in %v", want.method, want.target, header)
		}
		if allow := header.Get("Allow"); allow != want.allow {
			t.Errorf("%s %s: Allow is %q, want %q", want.method, want.target, allow, want.allow)
		}
	}
}

func TestAnswersAreNotEscapedForHTML(t *testing.T) {
	request := httptest.NewRequest("PUT", "/items/7", strings.NewReader(`{"name":"<&> Zoë","priceCents":1,"tags":[]}`))
	request.Header.Set("Content-Type", "application/json")
	response := httptest.NewRecorder()
	(&service{items: newStore()}).routes().ServeHTTP(response, request)
	if want := `{"id":7,"name":"<&> Zoë","priceCents":1,"tags":[]}`; response.Body.String() != want {
		t.Errorf("the answer is %s, want %s", response.Body, want)
	}
}
