#!/usr/bin/env bash
# Checks what deploy/ holds, as far as that needs no program: units, accounts and folders, policies, the compose files and
# logrotate's rules. scripts/check-install.sh is for what needs one, scripts/check-postgres-roles.sh for what needs a
# server, scripts/lint.sh for the shell scripts.
#
# Goes through all of it, then ends with 1 where something was found. What could not be checked for want of a tool or of
# root's rights is said.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/checks.sh
source scripts/checks.sh

# What `systemd-analyze security` may say at most, times ten.
most_exposed_worker=15
most_exposed_timer=5

check_rotation() {
  if ! has logrotate; then
    warn "logrotate is not installed: its rules were not checked"
    return
  fi
  # It wants a file that others cannot write to.
  install -m 0644 deploy/logrotate.d/geuse "$work/logrotate.conf"
  if ! logrotate --debug --state "$work/logrotate.state" "$work/logrotate.conf" > "$work/said" 2>&1 \
    || grep -i '^error' "$work/said"; then
    wrong "deploy/logrotate.d/geuse"
  fi
}

# As they are installed, in a root of their own, so that neither this machine's units nor its lack of geuse get in
# between.
check_units() { # check_units [DROP-INS]: also with those of a folder, for a queue that is on a server
  if ! has systemd-analyze; then
    warn "systemd-analyze is not installed: the units were not checked"
    return
  fi
  local drop_ins=${1:-} name source exposure most folder
  local root=$work/units${drop_ins//\//-}
  mkdir -p "$root/etc/systemd/system"
  # Any program will do: it is asked for its completions, and not run otherwise.
  printf '#!/bin/sh\n' > "$work/nothing"
  chmod +x "$work/nothing"
  PREFIX=/usr/local DESTDIR=$root BINARY=$work/nothing MANPAGES=$work/none deploy/install.sh install \
    > "$work/said" 2>&1 \
    || wrong "the units cannot be installed: $(cat "$work/said")"
  # What every unit hangs on, empty.
  for name in sysinit basic shutdown multi-user timers time-set time-sync network network-online paths sockets slices \
    local-fs umount; do
    printf '[Unit]\nDescription=%s\n' "$name" > "$root/etc/systemd/system/$name.target"
  done
  if [[ -n $drop_ins ]]; then
    for source in deploy/systemd/*.service; do
      folder=$root/etc/systemd/system/$(basename "$source").d
      mkdir -p "$folder"
      if [[ $source == *worker* ]]; then name=worker; else name=maintenance; fi
      cp "$drop_ins/$name.conf" "$folder/20-postgres.conf"
    done
  fi
  for source in deploy/systemd/*.service deploy/systemd/*.timer; do
    name=$(basename "${source/@./@1.}")
    systemd-analyze --root="$root" verify --man=no "$name" > "$work/said" 2>&1 || wrong "$source: not valid"
    [[ ! -s $work/said ]] || wrong "$source: $(cat "$work/said")"
    [[ $name == *.service ]] || continue
    most=$most_exposed_timer
    # With a network it is what a worker is.
    [[ $name != *worker* && -z $drop_ins ]] || most=$most_exposed_worker
    exposure=$(systemd-analyze security --root="$root" --offline=true --threshold="$most" "$name" 2>&1) \
      || wrong "$source, with sandbox.conf: more exposed than $most tenths"
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
  "$python" scripts/check-deploy.py policies || wrong "deploy/iam/worker-restricted-policy.json"
}

check_compose() {
  if ! "$python" -c 'import yaml' 2> /dev/null; then
    warn "Python has no module yaml: the compose files were not checked"
    return
  fi
  "$python" scripts/check-deploy.py compose || wrong "deploy/compose.yaml"
  "$python" scripts/check-deploy.py postgres || wrong "deploy/postgres/compose.yaml"
}

check_rotation
check_units
check_units deploy/postgres/systemd
check_accounts
check_policies
check_compose
conclude "deploy"
