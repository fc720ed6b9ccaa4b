package main

import (
	"math"
	"net/http"
	"strconv"
	"strings"
)

var (
	keyParameter = parameter{name: "key", least: 1, most: mostCounterKey}
	// timesParameter bounds a request to some ten milliseconds.
	timesParameter = parameter{name: "times", least: 1, most: 100_000}

	valueChanged  = refusal{http.StatusPreconditionFailed, "precondition-failed", "The counter has another value by now."}
	valueRequired = refusal{http.StatusPreconditionRequired, "precondition-required", "Send If-Match with the value that you read."}
)

// counterBody is what PUT takes: a pointer, because a missing value is not 0.
type counterBody struct {
	Value *int64 `json:"value"`
}

func (b counterBody) valid() bool {
	return b.Value != nil && *b.Value >= 0 && *b.Value <= math.MaxUint32
}

type counterAnswer struct {
	Key   int64  `json:"key"`
	Value uint32 `json:"value"`
}

type timesAnswer struct {
	Key   int64  `json:"key"`
	Times int64  `json:"times"`
	Sum   uint64 `json:"sum"`
}

// #region handlers

func (s *service) serveCounter(w http.ResponseWriter, r *http.Request) {
	key, ok := counterKey(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	s.answerCounter(w, key, uint32(s.counters.read(key, 1)))
}

// putCounter writes only over the value that the client has seen: compare-and-swap, with a round trip in
// between. The value is its own entity tag, so a counter that went from 3 to 4 and back to 3 matches again;
// where that would be wrong, a version that only grows is compared instead.
func (s *service) putCounter(w http.ResponseWriter, r *http.Request) {
	key, ok := counterKey(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	var body counterBody
	if refused := readBody(w, r, &body); refused != nil {
		s.refuse(w, *refused)
		return
	}
	if !body.valid() {
		s.refuse(w, invalidBody)
		return
	}
	ifMatch := r.Header.Get("If-Match")
	if ifMatch == "" {
		s.refuse(w, valueRequired)
		return
	}
	old, ok := valueIn(ifMatch)
	value := uint32(*body.Value)
	if !ok || !s.counters.set(key, old, value) {
		s.refuse(w, valueChanged)
		return
	}
	s.answerCounter(w, key, value)
}

func (s *service) serveTimes(w http.ResponseWriter, r *http.Request) {
	s.answerTimes(w, r, s.counters.read)
}

func (s *service) incrementTimes(w http.ResponseWriter, r *http.Request) {
	s.answerTimes(w, r, s.counters.increment)
}

// #endregion handlers

func (s *service) answerTimes(w http.ResponseWriter, r *http.Request, do func(key, times int64) uint64) {
	key, ok := keyParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, keyParameter.refusal())
		return
	}
	times, ok := timesParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, timesParameter.refusal())
		return
	}
	s.answer(w, http.StatusOK, timesAnswer{Key: key, Times: times, Sum: do(key, times)})
}

func (s *service) answerCounter(w http.ResponseWriter, key int64, value uint32) {
	w.Header().Set("ETag", `"`+strconv.FormatUint(uint64(value), 10)+`"`)
	s.answer(w, http.StatusOK, counterAnswer{Key: key, Value: value})
}

func counterKey(r *http.Request) (int64, bool) {
	return parseWhole(r.PathValue("key"), 1, mostCounterKey)
}

// valueIn is the value that If-Match names; nil for `*`, which every value matches. It is false for what
// names none that we give: a weak tag, a list.
func valueIn(ifMatch string) (*uint32, bool) {
	if ifMatch == "*" {
		return nil, true
	}
	digits, opened := strings.CutPrefix(ifMatch, `"`)
	digits, closed := strings.CutSuffix(digits, `"`)
	number, ok := parseWhole(digits, 0, math.MaxUint32)
	value := uint32(number)
	return &value, opened && closed && ok
}
