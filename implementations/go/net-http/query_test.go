package main

import "testing"

func TestParseN(t *testing.T) {
	accepted := map[string]int32{
		"n=1":              1,
		"n=20000":          20000,
		"n=%35":            5,
		"%6e=5":            5,
		"n=%320":           20,
		"x=1&n=5&y=2":      5,
		"&&n=5&":           5,
		"n=5&N=6":          5,
		"n=5&x=a;b":        5, // a semicolon or a bad escape in a parameter that nobody reads
		"n=5&x=%zz&%zz=1":  5,
		"n=5&nn=6&n[]=7":   5,
		"callback=n=9&n=5": 5,
	}
	for query, want := range accepted {
		if got, ok := parseN(query); !ok || got != want {
			t.Errorf("parseN(%q) is %d, %t; want %d, true", query, got, ok, want)
		}
	}

	refused := []string{
		"", "n", "n=", "x=5", "N=5", "n=abc", "n=0", "n=-1", "n=1.5", "n=05", "n=+5", "n=%2B5", "n=%205",
		"n=1e9", "n=0x10", "n=1_000", "n=20001", "n=2147483648", "n=4294967301", "n=99999999999999999999",
		"n=5&n=5", "n=5&n=6", "n=5&n", "n=&n=5", "n=5&%6E=5", "n=5&n=%zz", "n=%zz", "n=%", "n=5%00", "n=5;n=6",
		"n=\u0665", "n=%EF%BC%95",
	}
	for _, query := range refused {
		if got, ok := parseN(query); ok {
			t.Errorf("parseN(%q) is %d, want it refused", query, got)
		}
	}
}

func FuzzParseN(f *testing.F) {
	f.Add("n=5&x=%zz")
	f.Fuzz(func(t *testing.T, query string) {
		if n, ok := parseN(query); ok && (n < 1 || n > mostN) {
			t.Errorf("parseN(%q) let %d through", query, n)
		}
	})
}
