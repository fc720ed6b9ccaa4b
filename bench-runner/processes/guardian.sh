#!/bin/sh
# Keeps the promise that no process is left behind, even when the runner is killed with SIGKILL and can promise
# nothing itself. It reads "+GROUP" and "-GROUP" lines from a pipe; only the runner holds the other end, so the
# pipe closes when the runner is gone, however it went. Every process group still listed is then killed.
trap '' INT TERM HUP
groups=' '
while read -r line; do
	group=${line#?}
	case $line in
	+*) groups="$groups$group " ;;
	-*) groups=$(printf '%s' "$groups" | sed "s/ $group / /") ;;
	esac
done
for group in $groups; do
	kill -s KILL -- "-$group" 2>/dev/null
done
exit 0
