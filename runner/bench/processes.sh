# What the benchmarks share. To be sourced by bash; needs Linux, for /proc.
#
# Only processes that `launch` or `track` know are ever ended, by their ids.

export LC_ALL=C
bench=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd -P)
runner=$bench/../bin/runner
tracked=()

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# A number given for option $1.
number() {
  [[ $2 =~ ^[1-9][0-9]{0,6}$ ]] || fail "$1 needs a whole number from 1"
}

begin() {
  [[ -r /proc/self/stat ]] || fail "there is no /proc: this runs on Linux only"
  work=$(mktemp -d) || exit 1
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # Builds what is missing, so that no measurement contains that.
  "$runner" version >/dev/null || fail "$runner does not start"
}

finish() {
  local pid tries
  for pid in "${tracked[@]}"; do
    kill "$pid" 2>/dev/null || continue
    for ((tries = 0; tries < 50; tries++)); do
      kill -0 "$pid" 2>/dev/null || continue 2
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null
  done
  rm -rf "$work"
}

# Microseconds since 1970 -> NOW.
now() {
  NOW=${EPOCHREALTIME/[.,]/}
}

# Sleeps until the time $1, in microseconds.
sleep_until() {
  now
  local left=$(($1 - NOW))
  if ((left > 0)); then
    sleep "$((left / 1000000)).$(printf %06d $((left % 1000000)))"
  fi
}

alive() {
  kill -0 "$1" 2>/dev/null
}

# Starts a command: its id -> PID, what to wait for -> WAITER, the time -> STARTED. When it has ended, its
# user and system time stands in $work/times.
launch() {
  rm -f "$work/pid" "$work/times"
  now
  STARTED=$NOW
  (
    "$@" >"$work/out" 2>"$work/err" </dev/null &
    echo $! >"$work/new"
    mv "$work/new" "$work/pid"
    wait $!
    code=$?
    times >"$work/times"
    exit $code
  ) &
  WAITER=$!
  until [[ -e $work/pid ]]; do sleep 0.005; done
  PID=$(<"$work/pid")
  tracked+=("$PID")
}

# Waits for what was launched last: its exit code -> CODE, its processor time in microseconds -> CPU.
landed() {
  wait "$WAITER"
  CODE=$?
  unset 'tracked[-1]'
  CPU=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += t[1] * 60 + t[2] } }
    END { printf "%d", sum * 1000000 }' "$work/times")
}

# User and system time of process $1 so far, in clock ticks -> TICKS.
ticks() {
  local stat
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  # The name of the program, in brackets, may contain blanks.
  local -a fields
  read -ra fields <<<"${stat##*) }"
  TICKS=$((fields[11] + fields[12]))
}

# Peak memory of process $1, in KiB -> PEAK; unchanged if it is gone.
peak() {
  local name value
  while read -r name value _; do
    if [[ $name == VmHWM: ]]; then
      PEAK=$value
      return
    fi
  done 2>/dev/null <"/proc/$1/status"
}
