#!/bin/sh
# The real load generator, but for what $GENERATOR_FAULT, $PAUSE_AT or the server's own fault ask in this window.
[ "$1" = run ] || exec "$REAL_PACER" "$@"
plan=$(cat)
case $plan in
*'"seconds":0.1,'*) phase=warm-up ;;
*) phase=window ;;
esac
port=${plan#*\"port\":}
port=${port%%[!0-9]*}
read -r server <"$FAULTS_ROOT/servers/$port"

if [ "$PAUSE_AT" = "$phase" ]; then . "$FAULTS_ROOT/bin/pause.sh"; fi
case "$server $phase" in
*dies-in-warm-up*warm-up | *dies-under-load*window)
	(sleep 0.05; kill -s KILL "${server##*server=}") &
	;;
esac
if [ "$phase" = window ]; then
	if [ -e "$FAULTS_ROOT/bin/before-window.sh" ]; then . "$FAULTS_ROOT/bin/before-window.sh"; fi
	case $GENERATOR_FAULT in
	garbage) printf '\001\002 no JSON' && exit 0 ;;
	half) echo '{"seconds":' && exit 0 ;;
	silent) exit 0 ;;
	dies) kill -s KILL $$ ;;
	fails) echo 'pacer failed: too many open files.' >&2 && exit 1 ;;
	huge) exec yes 'a line that never ends the output' ;;
	hangs) sleep 600 ;;
	esac
fi
printf '%s' "$plan" | "$REAL_PACER" "$@"
