# Sourced by a program that has come to the point a test waits for: says so, and goes on only when it is killed.
# The sleep is a child of its own, so that a clean-up that forgets children is found out.
: >"$FAULTS_ROOT/paused"
sleep 600 &
wait
