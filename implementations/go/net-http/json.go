package main

import (
	"bytes"
	"net/http"
)

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
// encode.go); the values it then reads through reflect.Value, one by one. What the documentation
// tells everyone to use is what is measured; codec_v2.go has the road not taken, as a variant.
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

// firstBuffer is what a body gets at most before a byte of it is there.
const firstBuffer = 128 << 10

// echo sends a body back as it came and never parses it: what HTTP alone costs for the same bytes.
//
// The road not taken is io.ReadAll, which knows no length: it fills piece after piece, in small
// reads at first, and joins them at the end (io/io.go, Go 1.26). The length is what the client
// says, so it is believed up to a bound: a megabyte for each head that announces one would
// be cheap to ask for.
func (s *service) echo(w http.ResponseWriter, r *http.Request) {
	limited, refused := limitedBody(w, r)
	if refused != nil {
		s.refuse(w, *refused)
		return
	}
	var body bytes.Buffer
	body.Grow(int(min(max(r.ContentLength, 0), firstBuffer)) + bytes.MinRead) // room for the read that finds the end
	if _, err := body.ReadFrom(limited); err != nil || body.Len() == 0 {
		s.refuse(w, *refusalOf(limited))
		return
	}
	s.send(w, http.StatusOK, body.Bytes())
}

// #endregion handlers
