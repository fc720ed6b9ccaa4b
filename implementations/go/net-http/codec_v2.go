//go:build goexperiment.jsonv2

package main

import (
	"encoding/json/v2"
	"io"
	"runtime"
)

// The codec of the variant json-v2; codec_v1.go says how it is chosen. encoding/json/v2 is there only
// for programs built with GOEXPERIMENT=jsonv2, and Go's promise of compatibility does not hold for
// it yet (encoding/json/v2/doc.go, Go 1.26).
const (
	builtWithJSONv2 = true
	codecPackage    = "encoding/json/v2"
)

func codecVersion() string { return "experimental in " + runtime.Version() }

// #region codec

// encode needs no option: v2 escapes what JSON asks for and nothing else.
func encode(body any) ([]byte, error) { return json.Marshal(body) }

// decode reads one value and the end, as UnmarshalRead does by itself.
//
// v2 decodes while it reads, where v1 finds the end of the value first and goes over it a second
// time. It is also stricter: names match to the letter, and a name given twice, or bytes that are
// not UTF-8, are an error. What is left to ask for is that unknown names are one as well.
func decode(from io.Reader, into any) error {
	return json.UnmarshalRead(from, into, json.RejectUnknownMembers(true))
}

// #endregion codec
