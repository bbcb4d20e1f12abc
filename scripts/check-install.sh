#!/usr/bin/env bash
# Checks with a program that it can be installed and removed without a trace, that its manual is whole, that a copy of
# the database can be put back, that a group can share one, and that the policies allow what it really calls.
#
#   scripts/check-install.sh [PROGRAM]        such as .build/debug/geuse; without one nothing is tried
#
# Goes through all of it, then ends with 1 where something was found. What could not be tried for want of a tool or of
# root's rights is said.
set -euo pipefail
called_from=$PWD
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

program=${1:-}
if [[ -z $program ]]; then
  warn "no program was named: installation, manual, backups, groups and calls were not tried"
  exit 0
fi
[[ $program == /* ]] || program=$called_from/$program
[[ -x $program ]] || die "there is no program $program"
# shellcheck source=scripts/checks.sh
source scripts/checks.sh

tree() { (cd "$1" && find . -printf '%y %m %p %l\n' | sort); }

check_install() {
  local root=$work/install prefix
  # What others have put there stays.
  mkdir -p "$root"/{usr/local/share/man/man1,etc/geuse} "$work/man"
  touch "$root/usr/local/share/man/man1/other.1" "$root/etc/geuse/worker.env"
  tree "$root" > "$work/before"
  for prefix in /usr/local /opt/geuse; do
    # Twice: the second is an upgrade from a geuse that had one page more.
    touch "$work/man/geuse.1" "$work/man/geuse-old.1"
    make --silent install PREFIX="$prefix" DESTDIR="$root" BINARY="$program" MANPAGES="$work/man" > "$work/said" \
      || wrong "make install PREFIX=$prefix"
    rm "$work/man/geuse-old.1"
    make --silent install PREFIX="$prefix" DESTDIR="$root" BINARY="$program" MANPAGES="$work/man" > "$work/said" \
      || wrong "make install PREFIX=$prefix, for the second time"
    [[ ! -e $root$prefix/share/man/man1/geuse-old.1 ]] || wrong "an upgrade left an old manual page"
    [[ -x $root$prefix/bin/geuse && -f $root$prefix/share/man/man1/geuse.1 ]] || wrong "make install left something out"
    if [[ $prefix != /usr/local ]] && grep -rl --exclude=geuse /usr/local "$root$prefix"/lib; then
      wrong "PREFIX=$prefix: these name another prefix"
    fi
    check_completions "$root$prefix/share"
    make --silent uninstall PREFIX="$prefix" DESTDIR="$root" > "$work/said" || wrong "make uninstall PREFIX=$prefix"
    tree "$root" > "$work/after"
    diff "$work/before" "$work/after" || wrong "make uninstall PREFIX=$prefix: these are not as they were before"
  done
  check_broken_install "$root"
}

# What an install that was broken off has put there can be taken away, too.
check_broken_install() { # check_broken_install ROOT
  local prefix=/opt/broken
  mkdir -p "$1$prefix/share/man/man1/geuse.1"
  tree "$1" > "$work/before"
  touch "$work/man/geuse.1"
  ! make --silent install PREFIX="$prefix" DESTDIR="$1" BINARY="$program" MANPAGES="$work/man" > "$work/said" 2>&1 \
    || wrong "make install said nothing of a folder where a file should be"
  tree "$1" > "$work/after"
  diff "$work/before" "$work/after" || wrong "make install began what it could not end"
  rmdir "$1$prefix/share/man/man1/geuse.1" "$1$prefix/share/man/man1" "$1$prefix/share/man"
  tree "$1" > "$work/before"
  # Breaks off at the first manual page.
  # shellcheck disable=SC2016 # that script's own
  printf '#!/bin/sh\ncase "$*" in *geuse.1*) kill -9 "$PPID" ;; esac\nexec /usr/bin/install "$@"\n' > "$work/install-broken"
  mkdir -p "$work/broken-bin"
  mv "$work/install-broken" "$work/broken-bin/install"
  chmod +x "$work/broken-bin/install"
  ! PATH=$work/broken-bin:$PATH make --silent install PREFIX="$prefix" DESTDIR="$1" BINARY="$program" \
    MANPAGES="$work/man" > "$work/said" 2>&1 || wrong "make install was to be killed: $(cat "$work/said")"
  [[ -x $1$prefix/bin/geuse ]] || wrong "make install was to be killed later: $(cat "$work/said")"
  make --silent uninstall PREFIX="$prefix" DESTDIR="$1" > "$work/said" || wrong "make uninstall after half an install"
  tree "$1" > "$work/after"
  diff "$work/before" "$work/after" || wrong "make uninstall after half an install left these"
}

check_manual() {
  local page pages=$work/manual
  scripts/man.sh "$program" "$pages" > "$work/said" 2>&1 || {
    wrong "the manual pages could not be written: $(cat "$work/said")"
    return
  }
  for page in geuse geuse-launch geuse-requeue geuse-offerings-close geuse-worker; do
    [[ -s $pages/$page.1 ]] || wrong "there is no manual page $page.1: $(ls "$pages")"
  done
  if ! has man; then
    warn "man is not installed: the manual pages were not looked at"
    return
  fi
  for page in "$pages"/*.1; do
    MANWIDTH=80 man --warnings -l "$page" > "$work/page" 2> "$work/said" || wrong "man -l $page"
    [[ ! -s $work/said ]] || wrong "$(basename "$page"): $(head -n 3 "$work/said")"
    [[ -s $work/page ]] || wrong "$(basename "$page") shows nothing"
  done
}

check_completions() { # check_completions SHARE
  bash -n "$1/bash-completion/completions/geuse" || wrong "completions for bash"
  ! has zsh || zsh -n "$1/zsh/site-functions/_geuse" || wrong "completions for zsh"
  ! has fish || fish --no-execute "$1/fish/vendor_completions.d/geuse.fish" || wrong "completions for fish"
}

check_backup() {
  local folder=$work/backups database=$work/queue/geuse.db copy kept
  mkdir "$folder" "$work/queue"
  touch "$folder/mine.db"
  AWS_REGION=us-east-1 "$program" launch --database "$database" --count 3 --unique-key kept --then-wait \
    > "$work/said" 2>&1 || wrong "nothing could be enqueued to back up: $(cat "$work/said")"
  for copy in 1 2 3; do
    # Their names tell seconds.
    ((copy == 1)) || sleep 1.1
    GEUSE_DATABASE=$database GEUSE_PROGRAM=$program deploy/libexec/backup "$folder" 2 2> "$work/said" \
      || wrong "the database could not be copied: $(cat "$work/said")"
  done
  if [[ $(find "$folder" -name 'geuse-*.db' | wc -l) != 2 || ! -e $folder/mine.db ]]; then
    wrong "the two newest copies, and what is none, should have stayed: $(ls "$folder")"
  fi
  # Put back as deploy/README.md says.
  kept=$(find "$folder" -name 'geuse-*.db' | sort | tail -n 1)
  [[ -n $kept ]] || return 0
  "$program" list --database "$database" --output jsonl > "$work/before" 2> /dev/null
  rm -f "$database" "$database-wal" "$database-shm"
  install -m 0660 "$kept" "$database.new"
  mv "$database.new" "$database"
  "$program" list --database "$database" --output jsonl > "$work/after" 2> /dev/null
  [[ $(wc -l < "$work/after") == 6 ]] || wrong "the copy has not six jobs"
  diff "$work/before" "$work/after" > /dev/null || wrong "the copy's jobs are not the database's"
  "$program" doctor --offline --database "$database" > "$work/said" \
    || wrong "the copy is not sound: $(cat "$work/said")"
}

# Two producers and a worker: three users of one group, with the umask of most people, and a stranger.
check_group() {
  if ! has setpriv || [[ $(id -u) != 0 ]]; then
    warn "whether a group can share the database is tried as root, with setpriv: it was not"
    return
  fi
  # Nobody's ids.
  local folder=$work/shared group=64100 worker=64101 producer=64102 other=64103 stranger=64104 running path mode wanted
  # as USER GROUP ARGUMENT...; a program, so that its process id is geuse's own.
  printf '#!/usr/bin/env bash\numask 022\nexport HOME=/ AWS_REGION=us-east-1 GEUSE_DATABASE=%q\n' "$folder/geuse.db" \
    > "$work/as"
  # shellcheck disable=SC2016 # these expand when it runs
  printf 'exec setpriv --reuid "$1" --regid "$1" --groups "$2" %q "${@:3}"\n' "$program" >> "$work/as"
  chmod +x "$work/as"
  chmod 0755 "$work"
  # What sysusers.d and tmpfiles.d make.
  install -d -m 2770 -o "$worker" -g "$group" "$folder"
  install -m 0660 -o "$worker" -g "$group" /dev/null "$folder/geuse.db"
  "$work/as" "$producer" "$group" launch --name first > /dev/null 2> "$work/said" \
    || wrong "a producer could not enqueue: $(cat "$work/said")"
  # Holds -wal and -shm open, as their maker.
  "$work/as" "$producer" "$group" status 1 --follow --follow-timeout 3s > /dev/null 2>&1 &
  children+=("$!")
  "$work/as" "$worker" "$group" worker --database-mode 0660 > /dev/null 2> "$work/said" &
  running=$!
  children+=("$running")
  wait_for 'worker started' "$work/said" || wrong "the worker of a group did not start: $(cat "$work/said")"
  "$work/as" "$other" "$group" launch --name second > /dev/null 2>&1 || wrong "nobody could enqueue while a worker runs"
  for path in "$folder"/geuse.db* "$folder"/geuse.db-wake/*; do
    mode=$(stat -c '%a %g' "$path" 2> /dev/null) || continue
    wanted=660
    [[ ! -d $path ]] || wanted=2770
    [[ $mode == "$wanted $group" ]] || wrong "${path#"$folder"/} is $mode, and should be $wanted $group"
  done
  kill -TERM "$running"
  wait "$running" || wrong "the worker of a group did not end well: $(cat "$work/said")"
  ! "$work/as" "$stranger" "$stranger" status > /dev/null 2>&1 || wrong "somebody outside the group could look"
}

wait_for() { # wait_for WORDS FILE
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    ! grep -q "$1" "$2" || return 0
    sleep 0.1
  done
  return 1
}

# Every kind of call that geuse makes, to the simulator; then the policies are held against what was called.
check_calls() {
  local log=$work/calls.jsonl before refused policy status
  "$program" simulator --port 0 --boot 1s --checks 1s --call-log "$log" > "$work/simulator.env" 2> "$work/said" &
  children+=("$!")
  # It prints the variables once it listens.
  wait_for '^export AWS_REGION=' "$work/simulator.env" || wrong "the simulator did not start: $(cat "$work/said")"
  # On the left of || a failing step would not end it.
  set +e
  (set -e; rehearse) > "$work/rehearsal" 2>&1
  status=$?
  set -e
  if ((status != 0)); then
    cat "$work/rehearsal" >&2
    wrong "the rehearsal on the simulator"
  fi
  for policy in worker worker-restricted; do
    "$python" deploy/iam/check-policies.py "deploy/iam/$policy-policy.json" "$log" \
      || wrong "deploy/iam/$policy-policy.json does not allow what a worker calls"
  done
  before=$(wc -l < "$log")
  examine > "$work/said" 2>&1 || wrong "doctor on the simulator: $(cat "$work/said")"
  tail -n "+$((before + 1))" "$log" > "$work/doctor.jsonl"
  "$python" deploy/iam/check-policies.py --read-only deploy/iam/read-only-policy.json "$work/doctor.jsonl" \
    || wrong "deploy/iam/read-only-policy.json does not allow what doctor calls"
  # Does the check find anything at all?
  if refused=$("$python" deploy/iam/check-policies.py deploy/iam/read-only-policy.json "$log" 2>&1) \
    || [[ $refused != *ec2:RunInstances:\ no* || $refused != *ec2:TerminateInstances:\ no* ]]; then
    wrong "deploy/iam/check-policies.py does not name what is missing: $refused"
  fi
}

use_database() { export GEUSE_DATABASE=$1 GEUSE_POLL_INTERVAL=1s; }

rehearse() (
  # shellcheck source=/dev/null
  source "$work/simulator.env"
  use_database "$work/calls.db"
  set -x
  "$program" launch --deployment trial --then-wait
  "$program" launch --market spot --availability-zone all --tag Owner=ops --then-wait
  "$program" launch --iam-instance-profile demo \
    --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
  "$program" worker --until-drained
  subnet=$("$program" instances --live --output jsonl | sed -n 's/.*"subnet_id":"\([^"]*\)".*/\1/p' | head -n 1)
  "$program" launch --subnet-id "$subnet" --then-wait
  "$program" list --kind launch -q | "$program" tag - --tag Batch=1
  "$program" worker --until-drained
  "$program" doctor
  "$program" terminate --kind launch --follow
)

examine() (
  # shellcheck source=/dev/null
  source "$work/simulator.env"
  use_database "$work/calls.db"
  "$program" doctor && "$program" doctor --reconcile
)

check_install
check_manual
check_backup
check_group
check_calls
conclude "install"
