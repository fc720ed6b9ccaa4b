package main

import "net/http"

type helloAnswer struct {
	Message string `json:"message"`
}

// #region handler

// serveHello answers with a constant, encoded for each request.
//
// A []byte made once at start would be quicker, and would answer another question: no application
// knows its answer before it is asked. What is left is the price of the server itself: the
// goroutine's turn, the parser, the header map, one write to the socket.
func (s *service) serveHello(w http.ResponseWriter, _ *http.Request) {
	s.answer(w, http.StatusOK, helloAnswer{Message: "Hello, World!"})
}

// #endregion handler
