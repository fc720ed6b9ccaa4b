#!/bin/sh
# A server with the fault that its first argument names; without one it is the real server in good health.
# Its port and process are written down for the load generator, which knows in which window a fault is due.
mkdir -p "$FAULTS_ROOT/servers"
echo "fault=$1 server=$$" >"$FAULTS_ROOT/servers/$PORT"
export VARIANT=single

first_start() {
	mkdir "$FAULTS_ROOT/servers/$1" 2>/dev/null
}

# Goes on when it is asked to end: the shell ignores the signal, and what it waits for inherits that.
be_deaf() {
	trap '' TERM
	"$REAL_SERVER" &
	wait
	sleep 600
}

[ "$PAUSE_AT" != verify ] || . "$FAULTS_ROOT/bin/pause.sh"
case $1 in
ends-at-once)
	echo 'The database is not there.' >&2
	exit 3
	;;
never-ready) exec sleep 600 ;;
wrong-answers) exec node -e 'require("http").createServer((q, r) => r.end("wrong")).listen(process.env.PORT)' ;;
ends-when-asked)
	exec node -e 'require("http").createServer((q, r) => q.url === "/ready" ? r.end() : process.exit(9)).listen(process.env.PORT)'
	;;
port-taken)
	# Whoever takes the port first answers nothing on it.
	node -e 'require("net").createServer().listen(process.env.PORT, "127.0.0.1", () => console.log())' | {
		read -r _
		"$REAL_SERVER"
		kill -s KILL 0
	}
	;;
deaf) be_deaf ;;
# Reports nothing of itself, the first time that it is asked to.
mute-once) [ -z "$INTERNALS_FOLDER" ] || ! first_start mute-once || unset INTERNALS_FOLDER ;;
deaf-under-load) first_start deaf-under-load || be_deaf ;;
esac
exec "$REAL_SERVER"
