package main

import (
	"runtime"
	"runtime/debug"
)

type versionNames struct {
	Runtime   string `json:"runtime"`
	Framework string `json:"framework"`
	HTTP      string `json:"net/http"`
	JSON      string `json:"encoding/json"`
	PGX       string `json:"pgx"`
	SQLX      string `json:"sqlx"`
	JWT       string `json:"golang-jwt"`
	WebSocket string `json:"coder/websocket"`
	Rate      string `json:"x/time/rate"`
}

// versions reads what the linker wrote into the binary, so it cannot be out of date. What belongs to
// the standard library has no version but that of the distribution, which runtime.Version names; it
// would also name the experiment (X:jsonv2) under which encoding/json has another engine.
func versions() versionNames {
	return versionNames{
		Runtime:   runtime.Version(),
		Framework: "chi " + versionOf("github.com/go-chi/chi/v5"),
		HTTP:      runtime.Version(),
		PGX:       versionOf("github.com/jackc/pgx/v5"),
		SQLX:      versionOf("github.com/jmoiron/sqlx"),
		JWT:       versionOf("github.com/golang-jwt/jwt/v5"),
		WebSocket: versionOf("github.com/coder/websocket"),
		Rate:      versionOf("golang.org/x/time"),
		JSON:      "v1, its own engine in " + runtime.Version(),
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
