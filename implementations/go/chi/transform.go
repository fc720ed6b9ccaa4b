package main

import "net/http"

// #region handler

// transform reads orders, checks them, and answers with what they add up to.
//
// All of it happens in the goroutine that read the request. Most of the time goes into decoding:
// version 1 of encoding/json looks at each byte twice, once to find where the value ends and once
// to decode it, and goes through reflection for each field.
func (s *service) transform(w http.ResponseWriter, r *http.Request) {
	var body ordersBody
	if refused := readBody(r, &body); refused != nil {
		s.refuse(w, *refused)
		return
	}
	if !body.valid() {
		s.refuse(w, invalidBody)
		return
	}
	s.answer(w, http.StatusOK, reportOn(body.Orders))
}

// #endregion handler
