package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// settings is everything the outside may decide about the server.
type settings struct {
	address         string // host:port
	shutdownTimeout time.Duration
	internalsFolder string   // "" for none
	store           *url.URL // nil for none, and then the server relays nothing
	partWait        time.Duration
	traces          bool
}

// variants differ in nothing but what the other variables say.
var variants = []string{"untraced", "traced", "sampled", "back", "back-traced"}

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
	if variant := valueOr(lookup, "VARIANT", variants[0]); !slices.Contains(variants, variant) {
		return settings{}, fmt.Errorf("VARIANT is %q, but must be one of: %s", variant, strings.Join(variants, ", "))
	}
	wait, err := wholeNumber("PART_WAIT_MS", valueOr(lookup, "PART_WAIT_MS", "2000"), 1, 60_000)
	if err != nil {
		return settings{}, err
	}
	internalsFolder, internalsWanted := lookup("INTERNALS_FOLDER")
	if internalsWanted && internalsFolder == "" {
		return settings{}, errors.New("INTERNALS_FOLDER is empty, but must be a folder or not set at all")
	}
	store, err := readStore(lookup)
	if err != nil {
		return settings{}, err
	}
	traces, err := readTraces(lookup)
	if err != nil {
		return settings{}, err
	}
	return settings{
		// JoinHostPort puts the brackets around an IPv6 address that a plain ":" would not.
		address:         net.JoinHostPort(host, strconv.Itoa(port)),
		shutdownTimeout: time.Duration(seconds) * time.Second,
		internalsFolder: internalsFolder,
		store:           store,
		partWait:        time.Duration(wait) * time.Millisecond,
		traces:          traces,
	}, nil
}

func readStore(lookup func(string) (string, bool)) (*url.URL, error) {
	text, set := lookup("STORE_URL")
	if !set {
		return nil, nil
	}
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "http" || address.Host == "" || strings.Trim(address.Path, "/") != "" {
		return nil, fmt.Errorf("STORE_URL is %q, but must be an address such as http://127.0.0.1:8081, or not set at all", text)
	}
	return address, nil
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
