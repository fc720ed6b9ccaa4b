package main

import (
	"fmt"
	"net"
	"strconv"
	"time"
)

// settings is everything the outside may decide about the server.
type settings struct {
	address         string // host:port
	variant         variant
	shutdownTimeout time.Duration
}

// readSettings takes the look-up as a parameter, so that a test needs no environment of its own.
// An empty variable counts as unset: that is what `PORT= server` in a shell means to most people,
// and an empty HOST would otherwise listen on every interface of the machine.
func readSettings(getenv func(string) string) (settings, error) {
	port, err := wholeNumber("PORT", valueOr(getenv("PORT"), "8080"), 0, 65535)
	if err != nil {
		return settings{}, err
	}
	seconds, err := wholeNumber("SHUTDOWN_SECONDS", valueOr(getenv("SHUTDOWN_SECONDS"), "10"), 1, 3600)
	if err != nil {
		return settings{}, err
	}
	chosen, err := variantNamed(valueOr(getenv("VARIANT"), "single"))
	if err != nil {
		return settings{}, err
	}
	return settings{
		// JoinHostPort puts the brackets around an IPv6 address that a plain ":" would not.
		address:         net.JoinHostPort(valueOr(getenv("HOST"), "127.0.0.1"), strconv.Itoa(port)),
		variant:         chosen,
		shutdownTimeout: time.Duration(seconds) * time.Second,
	}, nil
}

// wholeNumber names the variable in its error: strconv's own ("invalid syntax") says neither which
// one is wrong nor what would be right.
func wholeNumber(name, text string, least, most int) (int, error) {
	number, err := strconv.Atoi(text)
	if err != nil || number < least || number > most {
		return 0, fmt.Errorf("%s is %q, but must be a whole number from %d to %d", name, text, least, most)
	}
	return number, nil
}

func valueOr(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
