#!/bin/sh
# nginx in front of one to four instances of a server: FIRST_URL to FOURTH_URL say where they are, HOST and PORT where it listens.
set -eu

if [ "${1:-}" = --version ]; then
	nginx -v 2>&1 | sed -n 's|.*nginx/\([0-9.]*\).*|{"nginx":"\1"}|p'
	exit
fi

host=${HOST:-127.0.0.1}
port=${PORT:-8080}
instances=''
for url in "${FIRST_URL:-}" "${SECOND_URL:-}" "${THIRD_URL:-}" "${FOURTH_URL:-}"; do
	[ -z "$url" ] || instances="$instances server ${url#http://} max_fails=1 fail_timeout=1s;"
done
if [ -z "$instances" ]; then
	echo 'No instance is known: set FIRST_URL, for example to http://127.0.0.1:8081, and start again.' >&2
	exit 1
fi
# nproc counts the cores that this process may use; `worker_processes auto` counts those of the machine
# (ngx_ncpu, src/os/unix/ngx_posix_init.c), and would start four workers where one core is given.
workers=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Started by root, its workers are `nobody`, who must come through to the folders of bodies.
chmod 711 "$folder"

cat >"$folder/nginx.conf" <<CONFIGURATION
daemon off;
pid $folder/nginx.pid;
error_log stderr error;
worker_processes $workers;
worker_shutdown_timeout ${SHUTDOWN_SECONDS:-10}s;
events { worker_connections 4096; }
http {
	access_log off;
	client_body_temp_path $folder/bodies;
	proxy_temp_path $folder/answers;
	fastcgi_temp_path $folder/fastcgi;
	uwsgi_temp_path $folder/uwsgi;
	scgi_temp_path $folder/scgi;
	keepalive_requests 1000000;
	# #region config
	upstream instances {
		# Without a zone each worker counts by itself, and knows neither what the others sent nor who is down.
		zone instances 64k;
		least_conn;
		$instances
		# Idle ones, kept by each worker. Without it nginx 1.22 opens a connection for every request.
		keepalive 64;
		keepalive_requests 1000000;
	}
	server {
		listen $host:$port;
		location / {
			proxy_pass http://instances;
			# What keep-alive to an instance takes: the defaults of nginx 1.22 are HTTP/1.0 and Connection: close.
			proxy_http_version 1.1;
			proxy_set_header Connection "";
			proxy_set_header Host \$http_host;
			# What a client says of itself here is replaced, not extended.
			proxy_set_header X-Forwarded-For \$remote_addr;
			proxy_connect_timeout 1s;
			# To another instance only where this one gave no answer; never a POST, which may have been carried out (the default).
			proxy_next_upstream error;
		}
	}
	# #endregion config
}
CONFIGURATION

nginx -p "$folder" -c "$folder/nginx.conf" &
nginx=$!
# To nginx, SIGTERM is the fast end, which drops what is in flight; SIGQUIT is the graceful one.
stopping=''
trap 'stopping=yes; kill -QUIT "$nginx" 2>/dev/null || true' TERM INT
# The pid is written once the port is open.
until [ -s "$folder/nginx.pid" ] || ! kill -0 "$nginx" 2>/dev/null; do sleep 0.02; done
[ ! -s "$folder/nginx.pid" ] || echo "listening on http://$host:$port"

status=0
wait "$nginx" || status=$?
# A signal ends the first wait before nginx has ended.
if [ -n "$stopping" ]; then
	status=0
	wait "$nginx" || status=$?
fi
exit "$status"
