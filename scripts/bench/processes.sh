# What the benchmarks share. To be sourced by bash; needs Linux, for /proc.
#
# Only processes that `launch` or `track` know are ever ended, by their ids.

export LC_ALL=C
bench=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd -P)
# In a source tree, or in the distribution.
runner=$bench/../../runner/bin
[[ -e $runner/runner ]] || runner=$bench/../../bin
find_jdk=$runner/find-jdk.sh
runner=$runner/runner
tracked=()

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# A number given for option $1.
number() {
  [[ $2 =~ ^[1-9][0-9]{0,6}$ ]] || fail "$1 needs a whole number from 1"
}

# Whether program $1 is there -> PROGRAM; else says how to install package $2.
need() {
  PROGRAM=$(PATH=$PATH:/usr/sbin:/sbin command -v "$1") ||
    fail "there is no $1: install it, on Debian and Ubuntu with 'apt install $2'"
}

begin() {
  [[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 or newer is needed"
  [[ -r /proc/self/stat ]] || fail "there is no /proc: this runs on Linux only"
  # Thousands of connections are as many open files.
  ulimit -n "$(ulimit -Hn)"
  work=$(mktemp -d) || exit 1
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # Builds what is missing, so that no measurement contains that.
  "$runner" version >/dev/null || fail "$runner does not start"
}

finish() {
  end_tracked
  rm -rf "$work"
}

end_tracked() {
  local pid tries
  for pid in "${tracked[@]}"; do
    kill "$pid" 2>/dev/null || continue
    for ((tries = 0; tries < 50; tries++)); do
      kill -0 "$pid" 2>/dev/null || continue 2
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null
  done
}

# Microseconds since 1970 -> NOW.
now() {
  NOW=${EPOCHREALTIME/[.,]/}
}

# Sleeps until the time $1, in microseconds, or a signal comes.
sleep_until() {
  now
  local left=$(($1 - NOW))
  if ((left > 0)); then
    sleep "$((left / 1000000)).$(printf %06d $((left % 1000000)))" >/dev/null 2>&1 &
    wait $!
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

# Ends the script, or what `attempt` tries, if what was launched last has not ended well; $1 is its name.
ended_well() {
  if ((CODE != 0)); then
    tail -n 5 "$work/out" "$work/err" >&2
    fail "$1 ended with $CODE; its last words are above"
  fi
}

# The median of the numbers in lines "KEY NAME NUMBER" of $work/results with key $1 and name $2 -> MEDIAN;
# empty if there is none.
median() {
  MEDIAN=$(awk -v key="$1" -v name="$2" '$1 == key && $2 == name && $3 ~ /^[-0-9.]+$/ { print $3 }' \
    "$work/results" | sort -n |
    awk '{ v[NR] = $1 }
      END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }')
}
