package main

import (
	"net/url"
	"strconv"
	"strings"
)

// mostN bounds what one request may cost: the 20,000th prime takes milliseconds, the millionth
// would take seconds, and whoever may ask for it owns the processor.
const mostN = 20000

// parseN reads n from the part of the address after the question mark. It is false unless n is
// there once, as decimal digits without sign or leading zero, from 1 to mostN.
//
// r.URL.Query() is what most programs call, and it is not enough here: it drops each pair it cannot
// decode without a word (net/url, ParseQuery), so `n=5&n=%zz` would pass as a single n. Calling
// url.ParseQuery for its error goes too far the other way: a stray `;` in a parameter that nobody
// reads would refuse the request. Walking the pairs is shorter than explaining either to a user.
func parseN(rawQuery string) (n int32, ok bool) {
	for pair := range strings.SplitSeq(rawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(name); err != nil || name != "n" {
			continue
		}
		if ok {
			return 0, false // the second n
		}
		value, err := url.QueryUnescape(value)
		if err != nil {
			return 0, false
		}
		if n, ok = parseWhole(value); !ok {
			return 0, false
		}
	}
	return n, ok
}

// parseWhole checks the shape before strconv, which would accept "+5" and "05". Its error then
// means one thing only: a number too large for 32 bits.
func parseWhole(text string) (int32, bool) {
	if text == "" || text[0] == '0' || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	number, err := strconv.ParseInt(text, 10, 32)
	if err != nil || number > mostN {
		return 0, false
	}
	return int32(number), true
}
