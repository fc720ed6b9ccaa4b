package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// refusal is an answer that says no. Its sentence is written for the caller and is never
// err.Error(): an error's text may name files, addresses or types, which are nobody's business.
type refusal struct {
	status        int
	code, message string
}

// errorBody is the one shape in which every refusal is sent.
type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

var (
	notFound = refusal{http.StatusNotFound, "not-found", "There is nothing at this path."}
	notReady = refusal{http.StatusServiceUnavailable, "not-ready", "The server is shutting down."}
)

func (s *service) refuse(w http.ResponseWriter, refused refusal) {
	s.answer(w, refused.status, errorBody{errorDetail{refused.code, refused.message}})
}

// answerNothing is for what is done and has nothing to show.
func (s *service) answerNothing(w http.ResponseWriter) {
	if s.draining.Load() {
		w.Header().Set("Connection", "close")
	}
	w.WriteHeader(http.StatusNoContent)
}

// answer writes body as JSON.
//
// It encodes into memory first and writes after. An encoder on w itself would save the copy and
// leave the length unknown, end the body with a line feed, and find out about an error when the
// status line may already be on its way.
//
// json.Marshal is not used, because it writes `<` as `\u003c`, for JSON that is pasted into a page of
// HTML. Whoever does that should escape there; only an Encoder can be told so.
//
// A HEAD request takes the same path: net/http sends the headers and drops the body
// (response.write in net/http/server.go), so that the two cannot drift apart.
func (s *service) answer(w http.ResponseWriter, status int, body any) {
	var encoded bytes.Buffer
	encoder := json.NewEncoder(&encoded)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		// Only a type that JSON cannot express gets here, which is a mistake in this program.
		// net/http catches the panic, logs it and closes this one connection.
		panic(err)
	}
	encoded.Truncate(encoded.Len() - 1) // the Encoder's line feed

	header := w.Header()
	// Set by hand, because net/http would guess from the bytes and say "text/plain; charset=utf-8".
	header.Set("Content-Type", "application/json")
	header.Set("Content-Length", strconv.Itoa(encoded.Len()))
	// Looked up now and not when the request came in, so that the requests which were being
	// answered when the signal arrived are the last on their connections.
	if s.draining.Load() {
		header.Set("Connection", "close")
	}
	w.WriteHeader(status)
	// The error says that the client has gone. There is nobody left to tell.
	_, _ = w.Write(encoded.Bytes())
}
