package main

import (
	"runtime"
	"runtime/debug"
)

type versionNames struct {
	Runtime   string `json:"runtime"`
	Framework string `json:"framework"`
	HTTP      string `json:"net/http"`
	SDK       string `json:"opentelemetry"`
	OTLP      string `json:"otlptracehttp"`
	OTelHTTP  string `json:"otelhttp"`
}

// versions reads what the linker wrote into the binary, so it cannot be out of date. What belongs to
// the standard library has no version but that of the distribution, which runtime.Version names.
func versions() versionNames {
	return versionNames{
		Runtime:   runtime.Version(),
		Framework: "chi " + versionOf("github.com/go-chi/chi/v5"),
		HTTP:      runtime.Version(),
		SDK:       versionOf("go.opentelemetry.io/otel/sdk"),
		OTLP:      versionOf("go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"),
		OTelHTTP:  versionOf("go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"),
	}
}

func versionOf(module string) string {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	for _, dependency := range build.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "of unknown version"
}
