#!/usr/bin/env bash
# A PostgreSQL cluster of one's own, for tests and benchmarks, on a loopback port and a UNIX socket in its folder.
#
#   scripts/postgres.sh start FOLDER                      prints its URL; makes the cluster in FOLDER/data where none is
#   scripts/postgres.sh stop FOLDER [fast|immediate]      does nothing where none runs
#   scripts/postgres.sh restart FOLDER [fast|immediate]   on the same port, and waits until it answers
#   scripts/postgres.sh url FOLDER                        prints the URL again
#
# The URL's user, geuse_admin, is a superuser and needs no password here; everybody else needs theirs (scram-sha-256).
# FOLDER/server.log is the server's log. As root the server runs as the user postgres, who then owns FOLDER.
#
#   PG_SPARE_DISK=1     waits for no disk: quick, and nothing to judge a crash of the machine by (start)
#   PG_NETWORK=ADDRESS  it listens there, too, and geuse_admin may come from the same /24 (start)
#   PG_BINDIR=FOLDER    whose server runs; without it the first found that is recent enough
set -euo pipefail
called_from=$PWD
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/servers.sh
source scripts/servers.sh
# What initdb and pg_ctl say is read below.
export LC_ALL=C

(($# >= 2)) || die "two are needed: start, stop, restart or url, and FOLDER"
action=$1
folder=$(whole_path "$2" "$called_from")
mode=${3:-fast}
data=$folder/data
log=$folder/server.log
settings=$data/geuse.conf
[[ $mode == fast || $mode == immediate ]] || die "'$mode' is no way to stop: fast or immediate"

making=false

control() { # control ARGUMENT…
  as_owner "$bin/pg_ctl" --silent --pgdata "$data" "$@" >&2
}

# One that was killed is no longer there when only its process id is, which stays where nobody collects the dead.
running() {
  as_owner "$bin/pg_ctl" --pgdata "$data" status > /dev/null 2>&1 && listening "$(known_port)"
}

known_port() { sed -n 's/^port = //p' "$settings" 2> /dev/null || true; }

print_url() {
  local port
  port=$(known_port)
  [[ -n $port ]] || die "there is no cluster in $folder"
  printf 'postgres://%s@127.0.0.1:%s/postgres\n' "$superuser" "$port"
}

make_cluster() {
  making=true
  # Who may come in is written below, before anybody can.
  as_owner "$bin/initdb" --pgdata "$data" --username "$superuser" --encoding UTF8 --locale C --auth trust --no-sync \
    > "$folder/start.log" 2>&1 || die "the cluster could not be made in $data"
  printf "include 'geuse.conf'\n" >> "$data/postgresql.conf"
  # The first line that fits decides.
  cat > "$data/pg_hba.conf" << RULES
local all,replication $superuser                trust
host  all,replication $superuser 127.0.0.1/32   trust
local all             all                       scram-sha-256
host  all             all        127.0.0.1/32   scram-sha-256
RULES
  if [[ -n ${PG_NETWORK:-} ]]; then
    printf 'host all %s %s/24 trust\n' "$superuser" "$PG_NETWORK" >> "$data/pg_hba.conf"
  fi
  making=false
}

write_settings() { # write_settings PORT
  local guarded=on
  [[ ${PG_SPARE_DISK:-0} != 1 ]] || guarded=off
  cat > "$settings" << SETTINGS
listen_addresses = '127.0.0.1${PG_NETWORK:+,$PG_NETWORK}'
port = $1
unix_socket_directories = '"$folder"'
max_connections = 200
max_wal_size = 1GB
fsync = $guarded
synchronous_commit = $guarded
full_page_writes = $guarded
# What went wrong, and nothing of everyday work.
log_min_messages = warning
log_checkpoints = off
log_line_prefix = '%m [%p] %a %u@%d '
SETTINGS
  # Who reads it need not be who wrote it.
  chmod 0644 "$settings"
}

start() {
  if [[ -e $folder && ! -d $data && -n $(ls -A "$folder") ]]; then
    die "$folder holds something else than a cluster: name a new or an empty folder"
  fi
  # A UNIX socket's whole path, .s.PGSQL.12345 at its end, is at most 107 bytes long on Linux and 103 on macOS.
  ((${#folder} <= 88)) || die "the folder's path is too long for a UNIX socket in it, ${#folder} bytes of 88: $folder"
  own_folder "$folder"
  if running; then
    print_url
    return
  fi
  trap give_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  : > "$folder/start.log"
  [[ -e $data/PG_VERSION ]] || make_cluster
  # Where it was before, if that is still free.
  local port tries
  port=$(known_port)
  for ((tries = 0; tries < 20; tries++)); do
    if [[ -z $port ]] || listening "$port"; then port=$(free_port); fi
    write_settings "$port"
    : > "$log"
    chmod 0644 "$log"
    [[ -z $owner ]] || chown "$owner:" "$log"
    # Its standard output would stay open as long as the server runs, and whoever reads the URL from it would wait.
    if control start --log "$log" --wait --timeout 60 2> "$folder/start.log"; then
      trap - EXIT INT TERM HUP
      print_url
      return
    fi
    if grep -q 'Address already in use' "$log"; then
      # Somebody else was quicker.
      port=''
    elif grep -qE 'lock file .* already exists|pre-existing shared memory' "$log"; then
      # The one before was killed, and what it started is still on its way out.
      sleep 0.5
    else
      break
    fi
  done
  die "the server did not start"
}

# Reached where start does not come to its end: nothing stays behind, and the log says why.
give_up() {
  local status=$?
  trap '' INT TERM HUP
  ((status == 130 || status == 143)) || cat "$folder/start.log" "$log" >&2 2> /dev/null || true
  control stop --mode immediate --wait > /dev/null 2>&1 || true
  # Half a cluster would be taken for a whole one.
  ! $making || rm -rf "$data" "$folder/start.log"
  exit "$status"
}

# A server that was stopped with SIGSTOP would not hear what it is told.
wake() { as_owner kill -CONT "$(head -n 1 "$data/postmaster.pid")" 2> /dev/null || true; }

case $action in
  start | stop | restart)
    bin=$(server_bin) \
      || die "there is no PostgreSQL server of version $oldest_postgres or later: scripts/setup.sh postgres-test"
    ;;
  url) ;;
  *) die "'$action' is not one of start, stop, restart and url" ;;
esac
case $action in
  start) start ;;
  url) print_url ;;
  *)
    if [[ ! -d $data ]]; then
      [[ $action == stop ]] || die "there is no cluster in $folder"
      exit 0
    fi
    own_folder "$folder"
    if running; then
      wake
      if [[ $action == stop ]]; then
        control stop --mode "$mode" --wait --timeout 60
      else
        control restart --mode "$mode" --wait --timeout 60 --log "$log"
      fi
    elif [[ $action == restart ]]; then
      die "no server runs in $folder: start it"
    fi
    ;;
esac
