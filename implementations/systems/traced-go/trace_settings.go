package main

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
)

// readTraces says whether requests are traced, and refuses what OpenTelemetry's libraries would pass over.
//
// They read these variables themselves, and of a sampler they do not know, or a number that is none, they
// say a line and go on with a default: then a process that was to keep one request in a hundred keeps
// each. Where to send spans they have a default too, a collector on this machine.
//
// An empty variable is here one that is not set, as OpenTelemetry wants it (Environment Variable
// Specification, "Empty value").
func readTraces(lookup func(string) (string, bool)) (bool, error) {
	read := func(name, otherwise string) string {
		if value := valueOr(lookup, name, ""); value != "" {
			return value
		}
		return otherwise
	}
	switch exporter := read("OTEL_TRACES_EXPORTER", "none"); exporter {
	case "none":
		return false, nil
	case "otlp":
	default:
		return false, fmt.Errorf("OTEL_TRACES_EXPORTER is %q, but must be otlp or none", exporter)
	}
	endpoint := read("OTEL_EXPORTER_OTLP_ENDPOINT", "")
	if endpoint == "" {
		return false, errors.New("OTEL_TRACES_EXPORTER is otlp and OTEL_EXPORTER_OTLP_ENDPOINT is not set; set it to the address of a collector, such as http://127.0.0.1:4318")
	}
	if address, err := url.Parse(endpoint); err != nil || (address.Scheme != "http" && address.Scheme != "https") || address.Host == "" {
		return false, fmt.Errorf("OTEL_EXPORTER_OTLP_ENDPOINT is %q, but must be an address such as http://127.0.0.1:4318", endpoint)
	}
	switch sampler := read("OTEL_TRACES_SAMPLER", "parentbased_always_on"); sampler {
	case "parentbased_always_on":
	case "parentbased_traceidratio":
		share := read("OTEL_TRACES_SAMPLER_ARG", "1")
		if number, err := strconv.ParseFloat(share, 64); err != nil || !(number >= 0 && number <= 1) {
			return false, fmt.Errorf("OTEL_TRACES_SAMPLER_ARG is %q, but must be a number from 0 to 1", share)
		}
	default:
		return false, fmt.Errorf("OTEL_TRACES_SAMPLER is %q, but must be parentbased_always_on or parentbased_traceidratio", sampler)
	}
	_, err := wholeNumber("OTEL_BSP_SCHEDULE_DELAY", read("OTEL_BSP_SCHEDULE_DELAY", "5000"), 1, 600_000)
	return err == nil, err
}
