#!/bin/sh
# Runs PostgreSQL ("$@") from the first line of standard input on, for as long as whoever started this holds the other end: the
# pipe closes when that process ends, however it ends, and then the server is stopped and its folder ($FOLDER) removed.
# Quickly, because nobody needs the data: on SIGQUIT the postmaster ends its children and leaves recovery to the next
# start, which never comes. (A process group would not do: PostgreSQL gives each of its processes a session of its own.)
trap '' INT TERM HUP
launch() {
	"$@" >>"$FOLDER/log" 2>&1 </dev/null &
	postmaster=$!
	echo "$postmaster"
}
end() {
	kill -s "$1" "$postmaster" 2>/dev/null
	wait "$postmaster"
}
if read -r _; then
	launch "$@"
	while read -r word; do
		case $word in
		# An operator's restart ("fast"): whoever is connected is told so and cut off, and the disk has everything.
		stop) end INT && echo stopped ;;
		start) launch "$@" ;;
		esac
	done
	end QUIT
fi
cd /
rm -rf "$FOLDER"
