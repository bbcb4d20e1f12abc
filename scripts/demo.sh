#!/usr/bin/env bash
# Three launches with waits and tags on the simulator, carried out by two workers, one zone short of capacity at first.
#
# No account, no key, nothing outside this checkout: all it writes is in .demo, which each run begins afresh.
# Times are variables: DEMO_SHORT=40s DEMO_BOOT=2s DEMO_CHECKS=3s
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

short=${DEMO_SHORT:-40s}
boot=${DEMO_BOOT:-2s}
checks=${DEMO_CHECKS:-3s}
short_zone=us-east-1a
roomy_zone=us-east-1b
demo=$PWD/.demo
shown=.demo

children=()
clean_up() {
  local child
  for child in "${children[@]}"; do kill -TERM "$child" 2> /dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2> /dev/null || true; done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Shows a command as a person would type it, then runs it.
geuse() {
  say "\$ geuse $*"
  "$program" "$@"
}

# Runs a command that enqueues and keeps the ids it prints. Its warning that nobody works yet is what the demo is about.
ids=()
enqueue() {
  say "\$ geuse $*"
  "$program" "$@" > "$demo/ids" 2> "$demo/enqueue.log" || {
    cat "$demo/enqueue.log" >&2
    die "the jobs were not enqueued"
  }
  cat "$demo/ids"
  read -r -d '' -a ids < "$demo/ids" || true
}

# Nothing of the caller's AWS or geuse settings may reach the demo, least of all a way to a real account.
forget_settings() {
  local name
  for name in $(compgen -e); do
    case $name in AWS_* | GEUSE_*) unset "$name" ;; esac
  done
  # Files that do not exist.
  export AWS_CONFIG_FILE=$demo/no-aws-config AWS_SHARED_CREDENTIALS_FILE=$demo/no-aws-credentials
  export AWS_EC2_METADATA_DISABLED=true
  unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy
}

start_simulator() {
  "$program" simulator --port 0 --short "$short_zone=$short" --boot "$boot" --checks "$checks" \
    --call-log "$demo/ec2-calls.jsonl" > "$demo/simulator.env" 2> "$demo/simulator.log" &
  local simulator=$!
  children+=("$simulator")
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    # It prints the variables once it listens; the last of them ends what it prints.
    if grep -q '^export AWS_REGION=' "$demo/simulator.env"; then
      # shellcheck source=/dev/null
      source "$demo/simulator.env"
      return
    fi
    kill -0 "$simulator" 2> /dev/null || break
    sleep 0.1
  done
  cat "$demo/simulator.log" >&2
  die "the simulator did not start"
}

start_worker() { # start_worker NUMBER
  "$program" worker --until-drained > "$demo/worker-$1.log" 2>&1 &
  workers+=($!)
  children+=($!)
}

# "4 succeeded, 2 blocked, 1 retrying"
progress() {
  "$program" list | awk '
    NR > 1 && NF { states[$3]++ }
    END {
      count = split("succeeded failed cancelled running polling ready retrying scheduled blocked", order, " ")
      for (i = 1; i <= count; i++) if (order[i] in states) {
        printf "%s%d %s", separator, states[order[i]], order[i]
        separator = ", "
      }
    }'
}

# Until both workers have ended: one line that is rewritten on a terminal, one line a change otherwise.
wait_for_workers() {
  local start=$SECONDS line last='' worker
  while kill -0 "${workers[0]}" 2> /dev/null || kill -0 "${workers[1]}" 2> /dev/null; do
    line=$(progress)
    if [[ -t 1 ]]; then
      printf '\r\033[2K%4d s  %s' $((SECONDS - start)) "$line"
    elif [[ $line != "$last" ]]; then
      printf '%4d s  %s\n' $((SECONDS - start)) "$line"
    fi
    last=$line
    sleep 0.5
  done
  line=$(progress)
  if [[ -t 1 ]]; then printf '\r\033[2K'; fi
  if [[ -t 1 || $line != "$last" ]]; then printf '%4d s  %s\n' $((SECONDS - start)) "$line"; fi
  for worker in "${workers[@]}"; do
    wait "$worker" || die "a worker ended with $?; see $shown/worker-1.log and $shown/worker-2.log"
  done
}

scripts/setup.sh build
say "== Building geuse: 4 to 9 minutes the first time, seconds after that"
swift build --product geuse
program=$PWD/.build/debug/geuse

rm -rf "$demo"
mkdir -p "$demo"
forget_settings
export GEUSE_DATABASE=$demo/geuse.db
# The simulator's instances are up in seconds, so that looking often is worth it.
export GEUSE_POLL_INTERVAL=1s

say
say "== Starting the simulator: no capacity in $short_zone for $short"
start_simulator
say "it serves EC2's API on $AWS_ENDPOINT_URL"

say
say "== Enqueuing three launches, each with a wait, and tags for all three; nobody works on them yet"
enqueue launch --name web --availability-zone "$roomy_zone" --count 2 --then-wait
launches=("${ids[0]}" "${ids[2]}")
jobs=("${ids[@]}")
enqueue launch --name batch --availability-zone "$short_zone" --then-wait
hard=${ids[0]}
launches+=("$hard")
jobs+=("${ids[@]}")
enqueue tag "${launches[@]}" --tag Environment=demo --tag Owner=you
jobs+=("${ids[@]}")

say
say "== Two workers, until nothing is left to do"
workers=()
start_worker 1
start_worker 2
wait_for_workers

say
geuse status
say
geuse list
say
say "== Every try of job $hard, the launch in $short_zone"
geuse status "$hard" --attempts

say
"$program" status "${jobs[@]}" --exit-status > /dev/null || die "not every job succeeded; see $shown/worker-1.log"
calls=$(grep -c '"action":"RunInstances"' "$demo/ec2-calls.jsonl")
refused=$(grep '"action":"RunInstances"' "$demo/ec2-calls.jsonl" | grep -c '"code":"InsufficientInstanceCapacity"') || true
cat << END
== What you saw
${#jobs[@]} jobs, all succeeded: three launches, a wait behind each, tags on each instance and its volume.
Two worker processes shared them. The simulator refused job $hard for want of capacity $refused times; each refusal
cost one call, was recorded, and put the job back for later without counting as a failure.
$calls RunInstances calls, $((calls - refused)) instances: none launched twice.

  $shown/geuse.db          the queue: GEUSE_DATABASE=$shown/geuse.db ${program#"$PWD"/} list
  $shown/worker-1.log      what each worker did, and $shown/worker-2.log
  $shown/ec2-calls.jsonl   every call the simulator got
END
