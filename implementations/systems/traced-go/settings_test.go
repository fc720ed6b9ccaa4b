package main

import (
	"strings"
	"testing"
	"time"
)

func environment(pairs map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		value, set := pairs[name]
		return value, set
	}
}

func TestReadSettingsDefaults(t *testing.T) {
	got, err := readSettings(environment(nil))
	if err != nil {
		t.Fatal(err)
	}
	if got.address != "127.0.0.1:8080" || got.partWait != 2*time.Second || got.store != nil || got.traces || got.shutdownTimeout != 10*time.Second || got.internalsFolder != "" {
		t.Errorf("unset variables give %+v", got)
	}
}

func TestReadSettingsTakesEachVariable(t *testing.T) {
	got, err := readSettings(environment(map[string]string{
		"HOST": "::1", "PORT": "9000", "VARIANT": "back", "STORE_URL": "http://127.0.0.1:8081", "PART_WAIT_MS": "300", "SHUTDOWN_SECONDS": "3", "INTERNALS_FOLDER": "/tmp",
		"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got.address != "[::1]:9000" || got.store.Host != "127.0.0.1:8081" || got.partWait != 300*time.Millisecond || got.shutdownTimeout != 3*time.Second || got.internalsFolder != "/tmp" || !got.traces {
		t.Errorf("the variables give %+v", got)
	}
}

func TestReadSettingsNamesTheWrongVariable(t *testing.T) {
	for _, wrong := range []struct{ name, value, says string }{
		{"PORT", "abc", `PORT is "abc", but must be a whole number from 0 to 65535`},
		{"PORT", "", `PORT is ""`},
		{"HOST", "", "HOST is empty"},
		{"PORT", "-1", "from 0 to 65535"},
		{"PORT", "65536", "from 0 to 65535"},
		{"SHUTDOWN_SECONDS", "0", "from 1 to 3600"},
		{"SHUTDOWN_SECONDS", "1.5", "SHUTDOWN_SECONDS"},
		{"INTERNALS_FOLDER", "", "INTERNALS_FOLDER is empty"},
		{"STORE_URL", "127.0.0.1:80", "STORE_URL is"},
		{"STORE_URL", "https://127.0.0.1", "must be an address such as"},
		{"OTEL_TRACES_EXPORTER", "jaeger", `OTEL_TRACES_EXPORTER is "jaeger", but must be otlp or none`},
		{"OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT is not set"},
		{"PART_WAIT_MS", "0", "from 1 to 60000"},
		{"VARIANT", "cluster", `VARIANT is "cluster", but must be one of: untraced, traced, sampled, back, back-traced`},
	} {
		_, err := readSettings(environment(map[string]string{wrong.name: wrong.value}))
		if err == nil || !strings.Contains(err.Error(), wrong.says) {
			t.Errorf("%s=%s gives %v, want %q", wrong.name, wrong.value, err, wrong.says)
		}
	}
}

func TestReadTracesRefusesWhatTheLibrariesWouldPassOver(t *testing.T) {
	for _, test := range []struct{ name, value, says string }{
		{"OTEL_EXPORTER_OTLP_ENDPOINT", "", "OTEL_EXPORTER_OTLP_ENDPOINT is not set"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT", "127.0.0.1:4318", "must be an address such as"},
		{"OTEL_TRACES_SAMPLER", "xray", `OTEL_TRACES_SAMPLER is "xray"`},
		{"OTEL_TRACES_SAMPLER_ARG", "1.5", "must be a number from 0 to 1"},
		{"OTEL_TRACES_SAMPLER_ARG", "1%", "OTEL_TRACES_SAMPLER_ARG is"},
		{"OTEL_TRACES_SAMPLER_ARG", "NaN", "OTEL_TRACES_SAMPLER_ARG is"},
		{"OTEL_BSP_SCHEDULE_DELAY", "50ms", "OTEL_BSP_SCHEDULE_DELAY is"},
		{"OTEL_TRACES_SAMPLER", "", ""},
		{"OTEL_TRACES_EXPORTER", "", ""},
	} {
		pairs := map[string]string{
			"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
			"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.01", "OTEL_BSP_SCHEDULE_DELAY": "50",
		}
		pairs[test.name] = test.value
		traces, err := readTraces(environment(pairs))
		if test.says == "" && (err != nil || traces != (test.name != "OTEL_TRACES_EXPORTER")) {
			t.Errorf("an empty %s gives %t, %v", test.name, traces, err)
		}
		if test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
			t.Errorf("%s=%s gives %v, want %q", test.name, test.value, err, test.says)
		}
	}
}
