package main

import (
	"errors"
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
	internalsFolder string // "" for none
	liveSessions    int    // what serveChurn keeps alive
}

// readSettings takes the look-up as a parameter, so that a test needs no environment of its own.
// os.LookupEnv and not os.Getenv, because a variable that is set to nothing is a mistake to report:
// `PORT=$port server` with a misspelt name would otherwise start on a port nobody asked for, and an
// empty HOST would listen on every interface of the machine.
func readSettings(lookup func(string) (string, bool)) (settings, error) {
	host := valueOr(lookup, "HOST", "127.0.0.1")
	if host == "" {
		return settings{}, errors.New("HOST is empty, but must be an address or a name of this machine")
	}
	port, err := wholeNumber("PORT", valueOr(lookup, "PORT", "8080"), 0, 65535)
	if err != nil {
		return settings{}, err
	}
	seconds, err := wholeNumber("SHUTDOWN_SECONDS", valueOr(lookup, "SHUTDOWN_SECONDS", "10"), 1, 3600)
	if err != nil {
		return settings{}, err
	}
	chosen, err := variantNamed(valueOr(lookup, "VARIANT", defaultVariant()))
	if err != nil {
		return settings{}, err
	}
	internalsFolder, internalsWanted := lookup("INTERNALS_FOLDER")
	if internalsWanted && internalsFolder == "" {
		return settings{}, errors.New("INTERNALS_FOLDER is empty, but must be a folder or not set at all")
	}
	liveSessions, err := wholeNumber("LIVE_SESSIONS", valueOr(lookup, "LIVE_SESSIONS", "100"), 1, mostSessions)
	if err != nil {
		return settings{}, err
	}
	return settings{
		// JoinHostPort puts the brackets around an IPv6 address that a plain ":" would not.
		address:         net.JoinHostPort(host, strconv.Itoa(port)),
		variant:         chosen,
		shutdownTimeout: time.Duration(seconds) * time.Second,
		internalsFolder: internalsFolder,
		liveSessions:    liveSessions,
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

func valueOr(lookup func(string) (string, bool), name, otherwise string) string {
	if value, set := lookup(name); set {
		return value
	}
	return otherwise
}
