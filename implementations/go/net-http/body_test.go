package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const lamp = `{"name":"Lamp","priceCents":0,"tags":[]}`

func TestPutReadsABody(t *testing.T) {
	padding := strings.Repeat(" ", mostBodyBytes-len(lamp))
	nested := strings.Repeat("[", 100_000)
	for _, test := range []struct {
		name, mediaType, body string
		status                int
	}{
		{"a body", "application/json", lamp, 200},
		{"a type with a parameter", "Application/JSON ; charset=utf-8", lamp, 200},
		{"white space around it", "application/json", "\r\n\t " + lamp + " \n", 200},
		{"a body of the limit", "application/json", lamp + padding, 200},
		{"no type", "", lamp, 415},
		{"another type", "application/jsonp", lamp, 415},
		{"another type, too large", "text/plain", lamp + padding + " ", 415},
		{"a byte too many", "application/json", lamp + padding + " ", 413},
		{"a byte too many after a mistake", "application/json", "x" + lamp + padding, 413},
		{"nothing", "application/json", "", 400},
		{"white space", "application/json", " ", 400},
		{"half of it", "application/json", lamp[:20], 400},
		{"something after it", "application/json", lamp + "x", 400},
		{"a brace after it", "application/json", lamp + "}", 400},
		{"two of them", "application/json", lamp + lamp, 400},
		{"null", "application/json", "null", 400},
		{"no price", "application/json", `{"name":"Lamp","tags":[]}`, 400},
		{"a price that is null", "application/json", `{"name":"Lamp","priceCents":null,"tags":[]}`, 400},
		{"a price as text", "application/json", `{"name":"Lamp","priceCents":"1","tags":[]}`, 400},
		{"a price beyond 64 bits", "application/json", `{"name":"Lamp","priceCents":18446744073709551617,"tags":[]}`, 400},
		{"no tags", "application/json", `{"name":"Lamp","priceCents":0}`, 400},
		{"a tag that is null", "application/json", `{"name":"Lamp","priceCents":0,"tags":[null]}`, 400},
		{"an unknown field", "application/json", `{"name":"Lamp","priceCents":0,"tags":[],"__proto__":{}}`, 400},
		{"deep nesting", "application/json", `{"name":` + nested, 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, known := range []bool{true, false} {
				if got := put(test.mediaType, test.body, known); got != test.status {
					t.Errorf("with its length known: %t; status %d, want %d", known, got, test.status)
				}
			}
		})
	}
}

// put sends a body with its length in the head, or as chunks do: unknown until it ends.
func put(mediaType, body string, lengthKnown bool) int {
	request := httptest.NewRequest(http.MethodPut, "/items/1", strings.NewReader(body))
	if !lengthKnown {
		request.ContentLength = -1
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	response := httptest.NewRecorder()
	newService().routes().ServeHTTP(response, request)
	return response.Code
}

func TestHasLengthCountsCharacters(t *testing.T) {
	for text, want := range map[string]bool{"": false, "é": true, "ééé": true, "éééé": false, "\xff\xff\xff\xff": false} {
		if got := hasLength(text, 3); got != want {
			t.Errorf("hasLength(%q, 3) is %t, want %t", text, got, want)
		}
	}
}
