package main

import (
	"strings"
	"testing"
)

// The same for both codecs: what they must agree on beyond what body_test.go asks of the whole path.
func TestEncodeEscapesNothingForHTMLAndEndsWithItsValue(t *testing.T) {
	got, err := encode(map[string]string{"a": "<&> \" Zoë\n"})
	if want := `{"a":"<&> \" Zoë\n"}`; err != nil || string(got) != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

// Where the codecs differ the contract allows either, and each keeps to what its documentation says.
func TestDecodeIsAsStrictAsItsPackage(t *testing.T) {
	for name, body := range map[string]string{
		"a key given twice":        `{"name":"","name":"Lamp","priceCents":0,"tags":[]}`,
		"another letter case":      `{"NAME":"Lamp","priceCents":0,"tags":[]}`,
		"bytes that are not UTF-8": "{\"name\":\"Lamp\xff\",\"priceCents\":0,\"tags\":[]}",
	} {
		var into itemBody
		if err := decode(strings.NewReader(body), &into); (err != nil) != builtWithJSONv2 {
			t.Errorf("%s, with v2: %t; the error is %v", name, builtWithJSONv2, err)
		}
	}
}
