// Command traced answers items, or asks another process of itself for them, and tells a collector by
// OpenTelemetry what each request took, or does not. It knows its port, its environment variables, and
// its signals.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "traced: %v.\n", err)
		os.Exit(1)
	}
}

// run returns nil when the server was told to stop and answered everything it had begun. Its errors
// say what to do next, because main prints them to the person who started the program.
//
// GOMAXPROCS is left alone. The runtime reads the affinity mask at start, and since Go 1.25 the
// cgroup limit too, and keeps both up to date (https://go.dev/doc/go1.25, "Container-aware
// GOMAXPROCS"). A program that sets the value by hand switches the updates off.
func run(arguments []string) error {
	if len(arguments) > 0 {
		return runArgument(arguments)
	}
	settings, err := readSettings(os.LookupEnv)
	if err != nil {
		return err
	}

	// The handler is installed before the port is opened, so that no signal can fall between the
	// line that says "listening" and the moment somebody listens for signals.
	//
	// stop is not called when the first signal comes, though that would let a second Ctrl-C end the
	// process at once. A terminal sends its signal to the whole process group, and a supervisor
	// that then sends SIGTERM as well would cut off the requests it wants finished.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()

	if settings.internalsFolder != "" {
		file, err := openInternals(settings.internalsFolder)
		if err != nil {
			return err
		}
		go recordInternals(ctx, file)
	}
	var traces *tracing
	if settings.traces {
		if traces, err = startTracing(); err != nil {
			return err
		}
		// After serve, so that the spans of the requests that were drained are among those sent.
		defer traces.flush()
	}
	listener, err := listen(settings.address)
	if err != nil {
		return err
	}
	// The listener's own address, so that PORT=0 says which port the system chose. The kernel
	// completes connections from here on; Serve finds them waiting.
	fmt.Printf("listening on http://%s\n", listener.Addr())
	return serve(ctx, listener, settings, traces)
}

// runArgument handles the one argument there is. The flag package would do, but it would also
// accept -version and print a usage text of several lines; a program with one option needs neither.
func runArgument(arguments []string) error {
	if len(arguments) != 1 || arguments[0] != "--version" {
		return fmt.Errorf("unknown arguments %q; start the server with none, or with --version alone", arguments)
	}
	return json.NewEncoder(os.Stdout).Encode(versions())
}
