package main

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	tokenIssuer   = "https://issuer.example"
	tokenAudience = "measured"
	// tokenLeeway is how far the clocks of issuer and server may be apart.
	tokenLeeway = 30 * time.Second
	// mostSubjectBytes is part of the limiter's bound, because it keeps subjects.
	mostSubjectBytes = 64
)

var (
	missingToken   = refusal{http.StatusUnauthorized, "missing-token", "Send a bearer token."}
	invalidToken   = refusal{http.StatusUnauthorized, "invalid-token", "The token is not valid."}
	ambiguousToken = refusal{http.StatusBadRequest, "ambiguous-token", "Send one Authorization field."}
)

// claims are what a handler may believe of a request.
type claims struct {
	Scope string `json:"scope"`
	jwt.RegisteredClaims
}

type verifier struct {
	parser *jwt.Parser
	key    []byte
}

// #region validation

// newVerifier says everything that RFC 8725 asks for by name: the library takes any algorithm, and
// tokens that never expire, unless told otherwise.
//
// The algorithm is ours to choose and never the token's: a server that believes the header lets
// anybody write `none` there, or sign with a public key as if it were a secret (section 2.1).
func newVerifier(secret string) *verifier {
	return &verifier{
		parser: jwt.NewParser(
			jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
			jwt.WithExpirationRequired(),
			jwt.WithIssuer(tokenIssuer),
			jwt.WithAudience(tokenAudience),
			jwt.WithLeeway(tokenLeeway),
		),
		key: []byte(secret),
	}
}

// #endregion validation

func (v *verifier) verify(text string) (*claims, error) {
	read := &claims{}
	_, err := v.parser.ParseWithClaims(text, read, func(token *jwt.Token) (any, error) {
		// Whoever lists an extension there wants a token refused by those who do not know it (RFC
		// 7515, 4.1.11). The library does not look.
		if _, critical := token.Header["crit"]; critical {
			return nil, errors.New("unknown extension")
		}
		return v.key, nil
	})
	return read, err
}

// Validate is called by the parser after its own checks.
func (c claims) Validate() error {
	if c.Subject == "" || len(c.Subject) > mostSubjectBytes || c.Scope == "" {
		return errors.New("no usable subject or scope")
	}
	return nil
}

type claimsKey struct{}

// #region middleware

// verified lets nobody through without a valid token, and leaves its claims in the context.
//
// Why a token is refused is told to nobody: whoever forges one would learn how far it got. And no
// token is remembered. A cache would save the signature and keep a token alive that has expired or
// was taken back in the meantime; it must be bounded, too, or whoever signs fills the memory.
func (s *service) verified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, challenge, refused := bearer(r.Header.Values("Authorization"))
		if refused != nil {
			w.Header().Set("WWW-Authenticate", challenge)
			s.refuse(w, *refused)
			return
		}
		read, err := s.guards.verifier.verify(text)
		if err != nil {
			w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
			s.refuse(w, invalidToken)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), claimsKey{}, read)))
	})
}

// #endregion middleware

// claimsOf is for handlers behind verified.
func claimsOf(r *http.Request) *claims {
	return r.Context().Value(claimsKey{}).(*claims)
}

// bearer finds the token of the one Authorization field: of two, a proxy may have checked the other.
// The challenge has an error where a token came, and none where nothing did (RFC 6750, 3.1).
func bearer(fields []string) (token, challenge string, refused *refusal) {
	if len(fields) > 1 {
		return "", `Bearer error="invalid_request"`, &ambiguousToken
	}
	// Of a scheme the letter case does not matter (RFC 9110, 11.1).
	if len(fields) == 1 {
		scheme, token, _ := strings.Cut(fields[0], " ")
		if strings.EqualFold(scheme, "Bearer") {
			return strings.TrimLeft(token, " "), "", nil
		}
	}
	return "", "Bearer", &missingToken
}
