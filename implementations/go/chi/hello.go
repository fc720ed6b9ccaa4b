package main

import "net/http"

type helloAnswer struct {
	Message string `json:"message"`
}

// #region handler

// serveHello answers with a constant, encoded for each request.
//
// A []byte made once at start would be quicker, and would answer another question: no application
// knows its answer before it is asked. Beside the same handler on net/http alone, what this one
// adds is chi: a walk through its tree of routes, and a context for what the walk found.
func (s *service) serveHello(w http.ResponseWriter, _ *http.Request) {
	s.answer(w, http.StatusOK, helloAnswer{Message: "Hello, World!"})
}

// #endregion handler
