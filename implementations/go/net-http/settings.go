package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
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
	cache           cacheSettings
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
	cache, err := readCacheSettings(lookup)
	if err != nil {
		return settings{}, err
	}
	liveSessions, err := wholeNumber("LIVE_SESSIONS", valueOr(lookup, "LIVE_SESSIONS", "100"), 1, mostSessions)
	if err != nil {
		return settings{}, err
	}
	return settings{
		cache: cache,
		// JoinHostPort puts the brackets around an IPv6 address that a plain ":" would not.
		address:         net.JoinHostPort(host, strconv.Itoa(port)),
		variant:         chosen,
		shutdownTimeout: time.Duration(seconds) * time.Second,
		internalsFolder: internalsFolder,
		liveSessions:    liveSessions,
	}, nil
}

func readCacheSettings(lookup func(string) (string, bool)) (cacheSettings, error) {
	originURL, set := lookup("ORIGIN_URL")
	if !set {
		return cacheSettings{}, nil
	}
	parsed, err := url.Parse(originURL)
	if err != nil || parsed.Scheme != "http" || parsed.Host == "" || originURL != "http://"+parsed.Host {
		return cacheSettings{}, fmt.Errorf("ORIGIN_URL is %q, but must be like http://127.0.0.1:8081, without a path", originURL)
	}
	entries, err := wholeNumber("CACHE_ENTRIES", valueOr(lookup, "CACHE_ENTRIES", "1000"), 1, 1_000_000)
	if err != nil {
		return cacheSettings{}, err
	}
	ttl, err := wholeNumber("CACHE_TTL_MS", valueOr(lookup, "CACHE_TTL_MS", "60000"), 1, 86_400_000)
	if err != nil {
		return cacheSettings{}, err
	}
	wait, err := wholeNumber("ORIGIN_WAIT_MS", valueOr(lookup, "ORIGIN_WAIT_MS", "2000"), 1, 60_000)
	if err != nil {
		return cacheSettings{}, err
	}
	return cacheSettings{
		originURL:  originURL,
		entries:    entries,
		ttl:        time.Duration(ttl) * time.Millisecond,
		originWait: time.Duration(wait) * time.Millisecond,
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
