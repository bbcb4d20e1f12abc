#!/usr/bin/env bash
# Checks deploy/: units, policies, the compose file and the scripts; with a program, also that it can be installed and
# removed without a trace, backed up and restored, shared by a group, and that the policies allow what it really calls.
#
#   scripts/check-deploy.sh [PROGRAM]        such as .build/debug/geuse; without one, what needs none is checked
#
# Goes through all of it, then ends with 1 where something was found. Calls nothing outside this machine and writes only
# to a temporary folder. What could not be checked for want of a tool or of root's rights is said.
set -euo pipefail
called_from=$PWD
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# What `systemd-analyze security` may say at most, times ten.
most_exposed_worker=15
most_exposed_timer=5

program=
if [[ -n ${1:-} ]]; then
  program=$1
  [[ $program == /* ]] || program=$called_from/$program
  [[ -x $program ]] || die "there is no program $program"
fi

work=$(mktemp -d)
children=()
clean_up() {
  local child
  for child in "${children[@]}"; do kill -TERM "$child" 2> /dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2> /dev/null || true; done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Nothing of the caller's settings may reach what is tried here, least of all a way to a real account.
for name in $(compgen -e); do
  case $name in
    AWS_* | GEUSE_* | PREFIX | DESTDIR | BINARY | MANPAGES | UNITDIR | SYSUSERSDIR | TMPFILESDIR) unset "$name" ;;
  esac
done
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy
export AWS_CONFIG_FILE=$work/no-aws-config AWS_SHARED_CREDENTIALS_FILE=$work/no-aws-credentials
export AWS_EC2_METADATA_DISABLED=true
# A program that was built for coverage writes no profiles here.
export LLVM_PROFILE_FILE=/dev/null

found=()
wrong() {
  warn "$*"
  found+=("$*")
}

python=python3
[[ ! -x .test-env/bin/python ]] || python=.test-env/bin/python

# ---- what needs no program

check_scripts() {
  if has shellcheck; then
    shellcheck --external-sources deploy/install.sh deploy/libexec/* scripts/check-deploy.sh \
      || wrong "shell scripts of deploy/"
  else
    warn "shellcheck is not installed: the scripts of deploy/ were not checked"
  fi
  if has logrotate; then
    # It wants a file that others cannot write to.
    install -m 0644 deploy/logrotate.d/geuse "$work/logrotate.conf"
    if ! logrotate --debug --state "$work/logrotate.state" "$work/logrotate.conf" > "$work/said" 2>&1 \
      || grep -i '^error' "$work/said"; then
      wrong "deploy/logrotate.d/geuse"
    fi
  fi
}

# In a root of their own, so that neither this machine's units nor its lack of geuse get in between.
check_units() {
  if ! has systemd-analyze; then
    warn "systemd-analyze is not installed: the units were not checked"
    return
  fi
  local root=$work/units name unit exposure most
  mkdir -p "$root"/{etc/systemd/system,usr/local/bin,usr/local/lib/geuse}
  cp deploy/systemd/* "$root/etc/systemd/system/"
  for name in bin/geuse lib/geuse/backup; do install -m 0755 /dev/null "$root/usr/local/$name"; done
  # What every unit hangs on, empty.
  for name in sysinit basic shutdown multi-user timers time-set time-sync network network-online paths sockets slices \
    local-fs umount; do
    printf '[Unit]\nDescription=%s\n' "$name" > "$root/etc/systemd/system/$name.target"
  done
  for unit in deploy/systemd/*; do
    name=$(basename "$unit")
    systemd-analyze --root="$root" verify --man=no "${name/@./@1.}" > "$work/said" 2>&1 || wrong "$unit: not valid"
    [[ ! -s $work/said ]] || wrong "$unit: $(cat "$work/said")"
    [[ $unit == *.service ]] || continue
    most=$most_exposed_timer
    [[ $unit != *worker* ]] || most=$most_exposed_worker
    exposure=$(systemd-analyze security --offline=true --threshold="$most" "$unit" 2>&1) \
      || wrong "$unit: more exposed than $most tenths"
    [[ ! $exposure =~ exposure\ level[^:]*:\ ([0-9.]+) ]] || say "$name: exposure ${BASH_REMATCH[1]} of 10"
  done
}

check_accounts() {
  if ! has systemd-sysusers || ! has systemd-tmpfiles || [[ $(id -u) != 0 ]]; then
    warn "sysusers.d and tmpfiles.d are tried as root, with systemd's own programs: they were not"
    return
  fi
  local root=$work/accounts ids expected path seen
  mkdir -p "$root/etc" "$root"/usr/lib/{sysusers,tmpfiles}.d
  cp deploy/sysusers.d/geuse.conf "$root/usr/lib/sysusers.d/"
  cp deploy/tmpfiles.d/geuse.conf "$root/usr/lib/tmpfiles.d/"
  systemd-sysusers --root="$root" geuse.conf > "$work/said" 2>&1 || wrong "sysusers.d: $(cat "$work/said")"
  grep -q '^geuse:.*:/:/usr/sbin/nologin$' "$root/etc/passwd" || wrong "sysusers.d made no user geuse as it should be"
  systemd-tmpfiles --root="$root" --create geuse.conf || wrong "deploy/tmpfiles.d/geuse.conf"
  ids=$(awk -F: '$1 == "geuse" { print $3 ":" $4 }' "$root/etc/passwd")
  for expected in "2770 $ids /var/lib/geuse" "660 $ids /var/lib/geuse/geuse.db" "700 $ids /var/backups/geuse" \
    "755 0:0 /etc/geuse"; do
    path=${expected##* }
    seen=$(stat -c '%a %u:%g' "$root$path" 2> /dev/null || echo none)
    [[ "$seen $path" == "$expected" ]] || wrong "tmpfiles.d: $path is $seen, and should be ${expected% *}"
  done
}

check_policies() {
  local policy
  for policy in deploy/iam/*.json; do
    "$python" deploy/iam/check-policies.py "$policy" > "$work/said" || wrong "$policy"
  done
  # The restricted one names a deployment wherever it asks for our mark, and allows no more actions than the other.
  "$python" - << 'END' || wrong "deploy/iam/worker-restricted-policy.json: not the worker's policy for one deployment"
import json

def read(name):
    with open(f"deploy/iam/{name}-policy.json", encoding="utf-8") as file:
        return json.load(file)["Statement"]

def shapes(statements):
    return [(statement["Action"], statement["Resource"]) for statement in statements]

worker, restricted = read("worker"), read("worker-restricted")
assert shapes(worker) == shapes(restricted)
for before, after in zip(worker, restricted):
    for kind in ("RequestTag", "ResourceTag"):
        marked = f"aws:{kind}/geusemaker:managed" in json.dumps(before)
        assert not marked or f"aws:{kind}/geusemaker:deployment" in after["Condition"]["StringEquals"], after["Sid"]
END
}

check_compose() {
  if ! "$python" -c 'import yaml' 2> /dev/null; then
    warn "Python has no module yaml: deploy/compose.yaml was not checked"
    return
  fi
  "$python" - << 'END' || wrong "deploy/compose.yaml"
import yaml

with open("deploy/compose.yaml", encoding="utf-8") as file:
    compose = yaml.safe_load(file)
services = compose["services"]
assert set(services) == {"simulator", "worker-1", "worker-2", "producer"}, set(services)
for name, service in services.items():
    assert service["read_only"] and service["build"]["dockerfile"] == "deploy/Dockerfile", name
    if name != "simulator":
        # One volume; and the simulator's loopback, for it listens nowhere else.
        assert [volume.split(":")[0] for volume in service["volumes"]] == list(compose["volumes"]), name
        assert service["network_mode"] == "service:simulator", name
END
}

# ---- what needs a program

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
  local folder=$work/shared group=64100 worker=64101 producer=64102 other=64103 stranger=64104 running path mode
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
  for path in "$folder"/geuse.db*; do
    mode=$(stat -c '%a %g' "$path" 2> /dev/null) || continue
    [[ $mode == "660 $group" ]] || wrong "$(basename "$path") is $mode, and should be 660 $group"
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
  local log=$work/calls.jsonl before refused policy
  "$program" simulator --port 0 --boot 1s --checks 1s --call-log "$log" > "$work/simulator.env" 2> "$work/said" &
  children+=("$!")
  # It prints the variables once it listens.
  wait_for '^export AWS_REGION=' "$work/simulator.env" || wrong "the simulator did not start: $(cat "$work/said")"
  rehearse > "$work/rehearsal" 2>&1 || {
    cat "$work/rehearsal" >&2
    wrong "the rehearsal on the simulator"
  }
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

check_scripts
check_units
check_accounts
check_policies
check_compose
if [[ -n $program ]]; then
  check_install
  check_backup
  check_group
  check_calls
else
  warn "no program was named: installation, backups, groups and calls were not tried"
fi

((${#found[@]} == 0)) || die "$(printf 'not as it should be: %s\n' "${found[@]}")"
say "deploy: nothing to complain about"
