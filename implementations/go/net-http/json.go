package main

import "net/http"

var (
	recordsParameter = parameter{name: "records", least: 1, most: mostRecords}
	seedParameter    = parameter{name: "seed", least: 1, most: 1<<32 - 1}
)

type recordsAnswer struct {
	Records []record `json:"records"`
}

type scoredAnswer struct {
	Count   int           `json:"count"`
	Total   int           `json:"total"`
	Records []givenRecord `json:"records"`
}

// #region handlers

// serveRecords builds its records anew for each request and then encodes them. encoding/json (v1, in
// Go 1.26) works out the fields of a type once and keeps a function for each (cachedTypeFields in
// encode.go); the values it then reads through reflect.Value, one by one.
//
// The road not taken is encoding/json/v2, which is quicker at decoding: in Go 1.26 it exists only in
// programs built with GOEXPERIMENT=jsonv2, and outside of Go's promise of compatibility
// (encoding/json/v2/doc.go). What the documentation tells everyone to use is what is measured.
func (s *service) serveRecords(w http.ResponseWriter, r *http.Request) {
	count, ok := recordsParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, recordsParameter.refusal())
		return
	}
	seed, ok := seedParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, seedParameter.refusal())
		return
	}
	s.answer(w, http.StatusOK, recordsAnswer{makeRecords(int(count), uint32(seed))})
}

// scoreRecords answers with what it was given, each score one higher. The records belong to this
// request alone, so they are changed in place.
func (s *service) scoreRecords(w http.ResponseWriter, r *http.Request) {
	var body recordsBody
	if refused := readBody(w, r, &body); refused != nil {
		s.refuse(w, *refused)
		return
	}
	if !body.valid() {
		s.refuse(w, invalidBody)
		return
	}
	total := 0
	for _, record := range body.Records {
		total += *record.Score
		*record.Score++
	}
	s.answer(w, http.StatusOK, scoredAnswer{Count: len(body.Records), Total: total, Records: body.Records})
}

// #endregion handlers
