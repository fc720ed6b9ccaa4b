package main

import "fmt"

// leastSecretBytes is the length of HS256's hash (RFC 7518, 3.2): a shorter key can be tried out
// offline by whoever holds one token.
const leastSecretBytes = 32

// protectionSettings is what the paths behind a token need. Without a secret in the environment there
// are no such paths: a default would be in everybody's hands.
type protectionSettings struct {
	secret        string
	ratePerSecond int // of each subject
	burst         int // how many may come at once before the rate counts
	mostSubjects  int // how many subjects are remembered
}

// readProtection never repeats the secret in its error.
func readProtection(lookup func(string) (string, bool)) (*protectionSettings, error) {
	secret, wanted := lookup("TOKEN_SECRET")
	if !wanted {
		return nil, nil
	}
	if len(secret) < leastSecretBytes {
		return nil, fmt.Errorf("TOKEN_SECRET must have at least %d bytes, or not be set at all", leastSecretBytes)
	}
	read := &protectionSettings{secret: secret}
	for _, number := range []struct {
		name, otherwise string
		to              *int
	}{
		{"RATE_LIMIT_PER_SECOND", "100", &read.ratePerSecond},
		{"RATE_LIMIT_BURST", "200", &read.burst},
		{"RATE_LIMIT_SUBJECTS", "10000", &read.mostSubjects},
	} {
		value, err := wholeNumber(number.name, valueOr(lookup, number.name, number.otherwise), 1, 1_000_000)
		if err != nil {
			return nil, err
		}
		*number.to = value
	}
	return read, nil
}

// guards stand before the paths behind a token.
type guards struct {
	verifier *verifier
	limiter  *limiter
}

func newGuards(settings protectionSettings) (*guards, error) {
	limiter, err := newLimiter(settings)
	if err != nil {
		return nil, err
	}
	return &guards{newVerifier(settings.secret), limiter}, nil
}
