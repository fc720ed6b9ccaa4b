package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// parameter is a whole number in a query, with its bounds. Every one is bounded, since they decide
// what a request may cost.
type parameter struct {
	name        string
	least, most int64
}

func (p parameter) refusal() refusal {
	message := fmt.Sprintf("%s must be given once, as a whole number from %d to %d.", p.name, p.least, p.most)
	return refusal{http.StatusBadRequest, "invalid-parameter", message}
}

// read finds the parameter in the part of the address after the question mark. It is false unless
// it is there once, as decimal digits without sign or leading zero, and within its bounds.
//
// r.URL.Query() is what most programs call, and it is not enough here: it drops each pair it cannot
// decode without a word (net/url, ParseQuery), so `n=5&n=%zz` would pass as a single n.
// Calling url.ParseQuery for its error goes too far the other way: a stray `;` in a parameter that
// nobody reads would refuse the request. Walking the pairs is shorter than explaining either to a user.
func (p parameter) read(rawQuery string) (number int64, ok bool) {
	for pair := range strings.SplitSeq(rawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(name); err != nil || name != p.name {
			continue
		}
		if ok {
			return 0, false // given a second time
		}
		value, err := url.QueryUnescape(value)
		if err != nil {
			return 0, false
		}
		if number, ok = parseWhole(value, p.least, p.most); !ok {
			return 0, false
		}
	}
	return number, ok
}

// parseWhole checks the shape before strconv, which would accept "+5" and "05". Its error then
// means one thing only: a number too large for 64 bits.
func parseWhole(text string, least, most int64) (int64, bool) {
	if text == "" || (text[0] == '0' && text != "0") || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	number, err := strconv.ParseInt(text, 10, 64)
	return number, err == nil && number >= least && number <= most
}
