module net-http

go 1.26.0

toolchain go1.26.8

require (
	github.com/maypok86/otter/v2 v2.4.0
	golang.org/x/sync v0.25.0
)
