package main

import "testing"

func TestParameterRead(t *testing.T) {
	limit := parameter{name: "limit", least: 1, most: 100}
	accepted := map[string]int64{
		"limit=1":                  1,
		"limit=100":                100,
		"from=2&limit=7&x=%zz":     7,
		"limit=%37":                7,
		"Limit=1&limit=7&limits=2": 7,
	}
	for query, want := range accepted {
		if got, ok := limit.read(query); !ok || got != want {
			t.Errorf("%q gives %d, %t, want %d", query, got, ok, want)
		}
	}
	for _, query := range []string{
		"", "limit", "limit=", "limit=0", "limit=101", "limit=-1", "limit=+5", "limit=%2B5", "limit=05", "limit=1.5",
		"limit=1e1", "limit=0x1", "limit=%zz", "limit=5%00", "limit=5&limit=5", "limit=5&limit=%zz",
		"limit=4294967396", "limit=18446744073709551617", "limit=%D9%A5",
	} {
		if got, ok := limit.read(query); ok {
			t.Errorf("%q gives %d, want a refusal", query, got)
		}
	}
}

func TestParameterMayBeZero(t *testing.T) {
	fromZero := parameter{name: "n", least: 0, most: 9}
	if got, ok := fromZero.read("n=0"); !ok || got != 0 {
		t.Errorf("n=0 gives %d, %t", got, ok)
	}
	if _, ok := fromZero.read("n=00"); ok {
		t.Error("n=00 is taken, want a refusal")
	}
}

func TestRefusalNamesTheBounds(t *testing.T) {
	for want, parameter := range map[string]parameter{
		"n must be given once, as a whole number from 1 to 20000.":         nParameter,
		"units must be given once, as a whole number from 0 to 1000000.":   unitsParameter,
		"ms must be given once, as a whole number from 0 to 10000.":        msParameter,
		"records must be given once, as a whole number from 1 to 1000.":    recordsParameter,
		"seed must be given once, as a whole number from 1 to 4294967295.": seedParameter,
		"from must be given once, as a whole number from 1 to 10000.":      fromParameter,
		"limit must be given once, as a whole number from 1 to 100.":       limitParameter,
	} {
		if got := parameter.refusal().message; got != want {
			t.Errorf("the message is %q, want %q", got, want)
		}
	}
}
