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
	if got.address != "127.0.0.1:8080" || got.partWait != 2*time.Second || got.compute != nil || got.shutdownTimeout != 10*time.Second || got.internalsFolder != "" {
		t.Errorf("unset variables give %+v", got)
	}
}

func TestReadSettingsTakesEachVariable(t *testing.T) {
	got, err := readSettings(environment(map[string]string{
		"HOST": "::1", "PORT": "9000", "VARIANT": "rust-auth-cache", "COMPUTE_URL": "http://127.0.0.1:8081", "PART_WAIT_MS": "300", "SHUTDOWN_SECONDS": "3", "INTERNALS_FOLDER": "/tmp",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got.address != "[::1]:9000" || got.compute.Host != "127.0.0.1:8081" || got.partWait != 300*time.Millisecond || got.shutdownTimeout != 3*time.Second || got.internalsFolder != "/tmp" {
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
		{"AUTH_URL", "127.0.0.1:80", "AUTH_URL is"},
		{"CACHE_URL", "https://127.0.0.1", "must be an address such as"},
		{"PART_WAIT_MS", "0", "from 1 to 60000"},
		{"VARIANT", "cluster", `VARIANT is "cluster", but must be one of: all-go, rust-auth-cache`},
	} {
		_, err := readSettings(environment(map[string]string{wrong.name: wrong.value}))
		if err == nil || !strings.Contains(err.Error(), wrong.says) {
			t.Errorf("%s=%s gives %v, want %q", wrong.name, wrong.value, err, wrong.says)
		}
	}
}
