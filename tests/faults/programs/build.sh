#!/bin/sh
# Stands for a compiler that takes its time.
[ "$PAUSE_AT" != build ] || . "$FAULTS_ROOT/bin/pause.sh"
