package main

import (
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
func readBody(w http.ResponseWriter, r *http.Request, into any) *refusal {
	limited, refused := limitedBody(w, r)
	if refused != nil {
		return refused
	}
	if decode(limited, into) != nil {
		return refusalOf(limited)
	}
	return nil
}

// limitedBody is for any body of the right type: what may be read of it, or why nothing is.
func limitedBody(w http.ResponseWriter, r *http.Request) (io.Reader, *refusal) {
	mediaType, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(mediaType), "application/json") {
		return nil, &unsupportedMediaType
	}
	if r.ContentLength > mostBodyBytes {
		return nil, &bodyTooLarge // before the first byte of it is read
	}
	// Given w, so that a body found to be too large ends its connection.
	return http.MaxBytesReader(w, r.Body, mostBodyBytes), nil
}

// #endregion read

// refusalOf reads what is left of a body that is refused. It may turn out to be too large as well,
// and that is said first, as a server would that reads the whole body before it looks at it.
// MaxBytesReader repeats its error, so it does not matter whether the reader before met it already.
func refusalOf(rest io.Reader) *refusal {
	_, err := io.Copy(io.Discard, rest)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return &bodyTooLarge
	}
	return &invalidBody
}
