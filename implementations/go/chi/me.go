package main

import "net/http"

type meAnswer struct {
	Subject string `json:"subject"`
	Scope   string `json:"scope"`
}

// #region handler

// serveMe says who the token says that you are. What the request says in other fields is not asked.
func (s *service) serveMe(w http.ResponseWriter, r *http.Request) {
	claims := claimsOf(r)
	s.answer(w, http.StatusOK, meAnswer{Subject: claims.Subject, Scope: claims.Scope})
}

// #endregion handler
