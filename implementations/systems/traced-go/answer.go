package main

import (
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

// errorBody is the shape of every refusal but the two of this workload's own paths.
type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

var (
	wrongMethod = refusal{http.StatusMethodNotAllowed, "method-not-allowed", "This path answers GET and HEAD."}
	notFound    = refusal{http.StatusNotFound, "not-found", "There is nothing at this path."}
	notReady    = refusal{http.StatusServiceUnavailable, "not-ready", "The server is shutting down."}
)

func (s *service) refuse(w http.ResponseWriter, refused refusal) {
	s.answer(w, refused.status, errorBody{errorDetail{refused.code, refused.message}})
}

// answer writes body as JSON.
//
// It encodes into memory first and writes after. An encoder on w itself would save the copy and
// leave the length unknown, end the body with a line feed, and find out about an error when the
// status line may already be on its way.
func (s *service) answer(w http.ResponseWriter, status int, body any) {
	encoded, err := json.Marshal(body)
	if err != nil {
		// Only a type that JSON cannot express gets here, which is a mistake in this program.
		// net/http catches the panic, logs it and closes this one connection.
		panic(err)
	}
	s.send(w, status, encoded)
}

// send writes a body that is JSON already.
//
// A HEAD request takes the same path: net/http sends the headers and drops the body
// (response.write in net/http/server.go), so that the two cannot drift apart.
func (s *service) send(w http.ResponseWriter, status int, body []byte) {
	header := w.Header()
	// Set by hand, because net/http would guess from the bytes and say "text/plain; charset=utf-8".
	header.Set("Content-Type", "application/json")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	// Looked up now and not when the request came in, so that the requests which were being
	// answered when the signal arrived are the last on their connections.
	if s.draining.Load() {
		header.Set("Connection", "close")
	}
	w.WriteHeader(status)
	// The error says that the client has gone. There is nobody left to tell.
	_, _ = w.Write(body)
}
