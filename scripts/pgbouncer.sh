#!/usr/bin/env bash
# A pgbouncer of one's own in front of a cluster, in transaction mode, on a loopback port: for tests.
#
#   scripts/pgbouncer.sh start FOLDER URL   prints the URL of the same database through it; URL as postgres.sh prints it
#   scripts/pgbouncer.sh stop FOLDER        does nothing where none runs
#
# The URL's user comes in without a password, everybody else with theirs, as at the cluster. Prepared statements are not
# looked after, as in a pgbouncer before 1.21 or one told so. FOLDER/pgbouncer.log is its log. As root it runs as the
# user postgres, who then owns FOLDER.
set -euo pipefail
called_from=$PWD
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/servers.sh
source scripts/servers.sh
export LC_ALL=C

(($# >= 2)) || die "two are needed: start or stop, and FOLDER"
action=$1
folder=$(whole_path "$2" "$called_from")
settings=$folder/pgbouncer.ini
process_file=$folder/pgbouncer.pid
log=$folder/pgbouncer.log

running() {
  local process
  process=$(cat "$process_file" 2> /dev/null) && [[ -n $process ]] && as_owner kill -0 "$process" 2> /dev/null
}

write_settings() { # write_settings PORT
  cat > "$settings" << SETTINGS
[databases]
* = host=$host port=$server_port

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $1
unix_socket_dir =
pool_mode = transaction
max_client_conn = 1000
auth_type = hba
auth_hba_file = $folder/pgbouncer-hba.conf
auth_file = $folder/pgbouncer-users.txt
# Whom the file does not name, the server is asked for.
auth_user = $user
logfile = $log
pidfile = $process_file
SETTINGS
  local version
  version=$("$program" --version)
  # Before 1.21 it knew no such setting.
  if [[ $version =~ PgBouncer\ 1\.([0-9]+) ]] && ((BASH_REMATCH[1] < 21)); then return; fi
  printf 'max_prepared_statements = 0\n' >> "$settings"
}

start() { # start URL
  [[ $1 =~ ^postgres(ql)?://([^:/@]+)@([^:/@]+):([0-9]+)/([^?]+)$ ]] \
    || die "a URL is needed as scripts/postgres.sh prints it: postgres://USER@HOST:PORT/DATABASE"
  user=${BASH_REMATCH[2]} host=${BASH_REMATCH[3]} server_port=${BASH_REMATCH[4]}
  local database=${BASH_REMATCH[5]} port tries
  program=$(pooler_program) || die "pgbouncer is not installed: scripts/setup.sh postgres-test"
  own_folder "$folder"
  ! running || die "a pgbouncer runs in $folder: stop it first"
  trap give_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  printf '"%s" ""\n' "$user" > "$folder/pgbouncer-users.txt"
  printf 'host all %s 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n' "$user" \
    > "$folder/pgbouncer-hba.conf"
  for ((tries = 0; tries < 10; tries++)); do
    port=$(free_port)
    write_settings "$port"
    : > "$log"
    chmod 0644 "$settings" "$folder/pgbouncer-users.txt" "$folder/pgbouncer-hba.conf" "$log"
    [[ -z $owner ]] || chown "$owner:" "$log"
    if as_owner "$program" --daemon --quiet "$settings" > "$folder/start.log" 2>&1 && wait_for "$port"; then
      trap - EXIT INT TERM HUP
      printf 'postgres://%s@127.0.0.1:%s/%s\n' "$user" "$port" "$database"
      return
    fi
    # Somebody else was quicker.
    grep -q 'Address already in use' "$log" || break
    end
  done
  die "pgbouncer did not start"
}

# It listens only after it has gone into the background, or goes on without a port that it did not get.
wait_for() { # wait_for PORT
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    ! grep -q 'Address already in use' "$log" || return 1
    if ((tries > 0)) && ! running; then return 1; fi
    if running && listening "$1"; then return 0; fi
    sleep 0.05
  done
  return 1
}

# Without a word: it keeps nothing, and versions differ in which signal ends it while clients are connected.
end() {
  local port tries
  if running; then
    as_owner kill -KILL "$(cat "$process_file")"
    port=$(sed -n 's/^listen_port = //p' "$settings")
    # Its port says more than its process id, which stays where nobody collects the dead.
    for ((tries = 0; tries < 100; tries++)); do
      listening "$port" || break
      sleep 0.02
    done
  fi
  rm -f "$process_file"
}

give_up() {
  local status=$?
  trap '' INT TERM HUP
  ((status == 130 || status == 143)) || cat "$folder/start.log" "$log" >&2 2> /dev/null || true
  end || true
  exit "$status"
}

case $action in
  start) start "${3:-}" ;;
  stop)
    if [[ -e $process_file ]]; then
      own_folder "$folder"
      end
    fi
    ;;
  *) die "'$action' is not one of start and stop" ;;
esac
