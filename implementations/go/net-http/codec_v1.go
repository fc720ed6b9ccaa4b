//go:build !goexperiment.jsonv2

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"runtime"
)

// The program reads and writes JSON in two functions, so that another library is another file.
// codec_v2.go is the one of the variant json-v2; the go command takes it in place of this one when
// it builds with GOEXPERIMENT=jsonv2. In such a build encoding/json v1 is another program too, on
// v2's engine (the build tags of encoding/json's files, Go 1.26): what is measured here is v1's own.
const (
	builtWithJSONv2 = false
	codecPackage    = "encoding/json"
)

func codecVersion() string { return "v1, its own engine in " + runtime.Version() }

// #region codec

// encode does not call json.Marshal, which writes `<` as `\u003c`, for JSON that is pasted into a page
// of HTML. Whoever does that should escape there; only an Encoder can be told so.
func encode(body any) ([]byte, error) {
	var encoded bytes.Buffer
	encoder := json.NewEncoder(&encoded)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(encoded.Bytes(), []byte("\n")), nil // the Encoder's line feed
}

// decode reads one value and the end.
//
// encoding/json takes more than it is asked to, in four ways. Two can be switched off, and are: a
// field that nobody knows, and text after the value. Two cannot, in version 1: the name of a field
// is matched without regard to letter case, and of an object given twice the fields are merged.
func decode(from io.Reader, into any) error {
	decoder := json.NewDecoder(from)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	// Decode stops after one value. Only io.EOF says that nothing follows: Decoder.More, which is
	// often asked, takes a `}` that is left over for the end of something.
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("something follows the value")
	}
	return nil
}

// #endregion codec
