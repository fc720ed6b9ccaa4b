package main

import "net/http"

var sessionsParameter = parameter{name: "sessions", least: 1, most: 10_000}

type churnAnswer struct {
	Sessions int64 `json:"sessions"`
	Dropped  int64 `json:"dropped"`
	Visits   int64 `json:"visits"`
}

// #region handler

// serveChurn makes so many sessions in place of old ones.
//
// Nothing here frees anything. While a collection runs, whoever allocates also helps to mark, in
// proportion to what it takes (the "assist" of runtime/mgcmark.go): that, more than the pauses, is what
// a request notices of it.
func (s *service) serveChurn(w http.ResponseWriter, r *http.Request) {
	count, ok := sessionsParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, sessionsParameter.refusal())
		return
	}
	dropped, visits := s.sessions.replace(count)
	s.answer(w, http.StatusOK, churnAnswer{Sessions: count, Dropped: dropped, Visits: visits})
}

// #endregion handler
