package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// mostBodyBytes is what a request may send at most. net/http limits no body unless told to.
const mostBodyBytes = 1 << 20

var (
	unsupportedMediaType = refusal{http.StatusUnsupportedMediaType, "unsupported-media-type", "Send application/json."}
	bodyTooLarge         = refusal{http.StatusRequestEntityTooLarge, "body-too-large", fmt.Sprintf("A body may have at most %d bytes.", mostBodyBytes)}
	invalidBody          = refusal{http.StatusBadRequest, "invalid-body", "The body is not what this path takes."}
)

// #region read

// readBody decodes a body into a struct, or says why not. What it leaves to the caller is what a
// type cannot say: which fields must be there, and their ranges.
//
// encoding/json takes more than it is asked to, in four ways. Two can be switched off, and are: a
// field that nobody knows, and text after the value. Two cannot, in version 1: the name of a field
// is matched without regard to letter case, and of an object given twice the fields are merged.
func readBody(w http.ResponseWriter, r *http.Request, into any) *refusal {
	mediaType, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(mediaType), "application/json") {
		return &unsupportedMediaType
	}
	if r.ContentLength > mostBodyBytes {
		return &bodyTooLarge // before the first byte of it is read
	}
	// Given w, so that a body found to be too large ends its connection.
	limited := http.MaxBytesReader(w, r.Body, mostBodyBytes)
	decoder := json.NewDecoder(limited)
	decoder.DisallowUnknownFields()
	if decoder.Decode(into) == nil {
		// Decode stops after one value. Only io.EOF says that nothing follows: Decoder.More, which is
		// often asked, takes a `}` that is left over for the end of something.
		if _, err := decoder.Token(); err == io.EOF {
			return nil
		}
	}
	return refusalOf(limited)
}

// #endregion read

// refusalOf reads what is left of a body that is refused. It may turn out to be too large as well,
// and that is said first, as a server would that reads the whole body before it looks at it.
// MaxBytesReader repeats its error, so it does not matter whether the decoder met it already.
func refusalOf(rest io.Reader) *refusal {
	_, err := io.Copy(io.Discard, rest)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return &bodyTooLarge
	}
	return &invalidBody
}
