package main

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"
)

// variants are the declared ways to run this server; implementation.json says what they are for. Those
// with a number in their name differ in nothing else, and get it from their environment.
var variants = []string{"single", "sqlx", "no-pool", "connections-1", "connections-2", "connections-4", "connections-16", "connections-32", "rate-1", "limit"}

var errDatabaseURL = errors.New("DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user@127.0.0.1:5432/shop, or not set at all")

// settings is everything the outside may decide about the server.
type settings struct {
	address         string // host:port
	shutdownTimeout time.Duration
	internalsFolder string // "" for none
	variant         string
	database        *databaseSettings   // nil for none: then there are no paths that need one
	protection      *protectionSettings // nil for none, likewise
}

type databaseSettings struct {
	url         string
	connections int
	wait        time.Duration // the longest that a request waits for the database
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
	variant := valueOr(lookup, "VARIANT", variants[0])
	if !slices.Contains(variants, variant) {
		return settings{}, fmt.Errorf("VARIANT is %q, but must be one of: %s", variant, strings.Join(variants, ", "))
	}
	database, err := readDatabase(lookup)
	if err != nil {
		return settings{}, err
	}
	protection, err := readProtection(lookup)
	if err != nil {
		return settings{}, err
	}
	internalsFolder, internalsWanted := lookup("INTERNALS_FOLDER")
	if internalsWanted && internalsFolder == "" {
		return settings{}, errors.New("INTERNALS_FOLDER is empty, but must be a folder or not set at all")
	}
	return settings{
		// JoinHostPort puts the brackets around an IPv6 address that a plain ":" would not.
		address:         net.JoinHostPort(host, strconv.Itoa(port)),
		shutdownTimeout: time.Duration(seconds) * time.Second,
		internalsFolder: internalsFolder,
		variant:         variant,
		database:        database,
		protection:      protection,
	}, nil
}

func readDatabase(lookup func(string) (string, bool)) (*databaseSettings, error) {
	url, wanted := lookup("DATABASE_URL")
	if !wanted {
		return nil, nil
	}
	if !strings.HasPrefix(url, "postgres://") && !strings.HasPrefix(url, "postgresql://") {
		return nil, errDatabaseURL
	}
	connections, err := wholeNumber("DATABASE_CONNECTIONS", valueOr(lookup, "DATABASE_CONNECTIONS", "8"), 1, 1000)
	if err != nil {
		return nil, err
	}
	seconds, err := wholeNumber("DATABASE_WAIT_SECONDS", valueOr(lookup, "DATABASE_WAIT_SECONDS", "2"), 1, 3600)
	if err != nil {
		return nil, err
	}
	return &databaseSettings{url, connections, time.Duration(seconds) * time.Second}, nil
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
