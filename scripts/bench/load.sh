# A web server on this machine, and what load generators do to it. To be sourced after processes.sh.

# The load generators that are here -> tools.
find_tools() {
  need wrk wrk
  need nginx nginx-light
  nginx=$PROGRAM
  tools=(runner wrk)
  local tool
  for tool in k6 hey; do
    if command -v "$tool" >/dev/null; then
      tools+=("$tool")
    fi
  done
}

free_port() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    PORT=$((20000 + RANDOM % 10000))
    if ! (: <"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
      return
    fi
  done
  fail "no free port found"
}

# Waits until something listens on port $1; the process $2 is to do so.
await_port() {
  until (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
    alive "$2" || fail "the server does not start: $(tail -n 3 "$work/server.err")"
    sleep 0.05
  done
}

# The server: it answers on $target; on $first too, where the time of the first request is known.
start_nginx() {
  local port first_port
  free_port
  port=$PORT
  free_port
  first_port=$PORT
  free_port
  status_port=$PORT
  cat >"$work/nginx.conf" <<END
worker_processes 1;
pid $work/nginx.pid;
error_log stderr warn;
events { worker_connections 15000; }
http {
  access_log off;
  log_format time '\$msec';
  keepalive_requests 1000000000;
  keepalive_timeout 600s;
  default_type application/json;
  client_body_temp_path $work/body;
  proxy_temp_path $work/proxy;
  fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi;
  scgi_temp_path $work/scgi;
  server {
    listen 127.0.0.1:$port backlog=4096;
    location / { return 200 '{"status":"ok","id":1234,"n":1.234}'; }
  }
  server {
    listen 127.0.0.1:$first_port;
    access_log $work/first.log time;
    location / { return 200 '{"status":"ok","id":1234,"n":1.234}'; }
  }
  server {
    listen 127.0.0.1:$status_port;
    location / { stub_status; }
  }
}
END
  "$nginx" -p "$work" -c "$work/nginx.conf" -e stderr -g 'daemon off;' >/dev/null 2>"$work/server.err" &
  local server=$!
  tracked+=("$server")
  await_port "$port" "$server"
  target=http://127.0.0.1:$port/
  first=http://127.0.0.1:$first_port/
  polls=0
}

# Requests served so far -> COUNT; only differences mean anything.
count() {
  local line
  exec 9<>"/dev/tcp/127.0.0.1/$status_port"
  printf 'GET / HTTP/1.0\r\n\r\n' >&9
  ((polls++))
  while read -r line <&9; do
    if [[ $line =~ ^[0-9]+\ [0-9]+\ ([0-9]+) ]]; then
      COUNT=$((BASH_REMATCH[1] - polls))
    fi
  done
  exec 9>&-
}

# The command of tool $1 for $2 virtual users during $3 seconds, with more options -> COMMAND. The script is
# $script; what runner shows of it, $shown.
script=$bench/one-request.js
shown=--quiet
load_command() {
  local tool=$1 vus=$2 seconds=$3
  shift 3
  case $tool in
    runner) COMMAND=("$runner" run "$shown" --vus "$vus" --duration "${seconds}s" "$@") ;;
    k6) COMMAND=(k6 run --quiet --no-usage-report --vus "$vus" --duration "${seconds}s") ;;
    wrk) COMMAND=(wrk -t1 "-c$vus" "-d${seconds}s" "$target") ;;
    hey) COMMAND=(hey -z "${seconds}s" -c "$vus" "$target") ;;
  esac
  [[ $tool != runner && $tool != k6 ]] || COMMAND+=(-e "TARGET=$target" "$script")
}

# Starts the load of load_command and waits for its first request: requests before it -> BEFORE, the time of
# the first -> BEGUN.
begin_load() {
  load_command "$@"
  count
  BEFORE=$COUNT
  launch "${COMMAND[@]}"
  while count && ((COUNT == BEFORE)) && alive "$PID"; do
    sleep 0.01
  done
  now
  BEGUN=$NOW PEAK=0
}

# Waits until tool $1 has ended, watching its memory: in KiB -> PEAK.
await_end() {
  while alive "$PID"; do
    peak "$PID"
    sleep 0.05
  done
  landed
  ended_well "$1"
}

# From the start of tool $1, with more options, to its first request, in milliseconds -> FIRST.
measure_first() {
  local millis target=$first
  load_command "$1" 1 1 "${@:2}"
  : >"$work/first.log"
  launch "${COMMAND[@]}"
  landed
  ended_well "$1"
  read -r millis <"$work/first.log" || fail "$1 sent no request"
  millis=${millis/./}
  FIRST=$((millis - STARTED / 1000))
}

# Runs the load of load_command: requests -> SERVED, processor time in microseconds -> CPU, and of the second
# half requests -> STEADY, microseconds -> STEADY_TIME, processor time -> STEADY_CPU; memory in KiB -> PEAK.
measure_load() {
  begin_load "$@"
  sleep_until $((BEGUN + $3 * 500000))
  count
  ticks "$PID" || TICKS=0
  now
  local count_a=$COUNT ticks_a=$TICKS time_a=$NOW
  # The last time but one that it was seen working is the end of the second half: some tools begin to count
  # their time before the first request, and all are busy with other things at the end.
  local count_b=$COUNT ticks_b=$TICKS time_b=$NOW last_count=$COUNT last_ticks=$TICKS last_time=$NOW idle=0
  while ((idle < 5)); do
    sleep 0.1
    peak "$PID"
    ticks "$PID" || break
    count
    now
    if ((COUNT == last_count)); then
      ((idle++))
    else
      idle=0 count_b=$last_count ticks_b=$last_ticks time_b=$last_time
      last_count=$COUNT last_ticks=$TICKS last_time=$NOW
    fi
  done
  await_end "$1"
  count
  SERVED=$((COUNT - BEFORE)) STEADY=$((count_b - count_a)) STEADY_TIME=$((time_b - time_a))
  STEADY_CPU=$(((ticks_b - ticks_a) * 1000000 / $(getconf CLK_TCK)))
  ((SERVED > 0 && STEADY > 0)) || fail "$1 sent too little to measure"
}

# $1 divided by $2, with two digits -> QUOTIENT.
divide() {
  local hundredths=$((($1 * 100 + $2 / 2) / $2))
  printf -v QUOTIENT '%d.%02d' $((hundredths / 100)) $((hundredths % 100))
}
