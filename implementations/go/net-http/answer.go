package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// errorBody is the one shape of every refusal. It carries a sentence written for the caller, never
// err.Error(): an error's text may name files, addresses or a driver, which are nobody's business.
type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

var (
	invalidParameter = refusal("invalid-parameter", fmt.Sprintf("n must be given once, as a whole number from 1 to %d.", mostN))
	notFound         = refusal("not-found", "There is nothing at this path.")
	methodNotAllowed = refusal("method-not-allowed", "This path answers GET and HEAD.")
	notReady         = refusal("not-ready", "The server is shutting down.")
)

func refusal(code, message string) errorBody {
	return errorBody{errorDetail{Code: code, Message: message}}
}

// answer writes body as JSON.
//
// It marshals first and writes after. json.NewEncoder(w).Encode is shorter, but it ends the body
// with a line feed, leaves the length unknown until the handler returns, and finds out about an
// error when the status line may already be on its way.
//
// A HEAD request takes the same path: net/http sends the headers and drops the body
// (response.write in net/http/server.go), so that the two cannot drift apart.
func (s *service) answer(w http.ResponseWriter, status int, body any) {
	encoded, err := json.Marshal(body)
	if err != nil {
		// Only a type that JSON cannot express gets here, which is a mistake in this program.
		// net/http catches the panic, logs it and closes this one connection.
		panic(err)
	}
	header := w.Header()
	// Set by hand, because net/http would guess from the bytes and say "text/plain; charset=utf-8".
	header.Set("Content-Type", "application/json")
	header.Set("Content-Length", strconv.Itoa(len(encoded)))
	// Looked up now and not when the request came in, so that the requests which were being
	// computed when the signal arrived are the last on their connections.
	if s.draining.Load() {
		header.Set("Connection", "close")
	}
	w.WriteHeader(status)
	// The error says that the client has gone. There is nobody left to tell.
	_, _ = w.Write(encoded)
}
