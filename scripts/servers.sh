# What postgres.sh, pgbouncer.sh and test-postgres.sh share; sourced after common.sh, not run.
# shellcheck shell=bash

# Nothing of the caller's settings for libpq may reach a server that tests use, or a test.
for name in $(compgen -e); do
  case $name in
    # Ours: postgres.sh says what they do.
    PG_SPARE_DISK | PG_NETWORK | PG_BINDIR) ;;
    PG*) unset "$name" ;;
  esac
done

# shellcheck disable=SC2034 # for the scripts that source this
superuser=geuse_admin
oldest_postgres=14

# Where PostgreSQL's server is: PG_BINDIR, or else what pg_config names, Debian's newest, and what is on the PATH.
# Debian's pg_config may name a folder that only a newer server would have filled.
server_bin() {
  local candidates=() newest candidate version
  if [[ -n ${PG_BINDIR:-} ]]; then
    candidates=("$PG_BINDIR")
  else
    ! has pg_config || candidates+=("$(pg_config --bindir)")
    # Its folders are named after versions.
    while read -r newest; do candidates+=("$newest"); done < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV)
    # A link would hide what lies beside the program that it leads to.
    ! has initdb || candidates+=("$(dirname "$(readlink -f "$(command -v initdb)")")")
  fi
  for candidate in "${candidates[@]}"; do
    [[ -x $candidate/initdb && -x $candidate/pg_ctl && -x $candidate/postgres ]] || continue
    version=$("$candidate/postgres" --version 2> /dev/null) || continue
    if [[ $version =~ \(PostgreSQL\)\ ([0-9]+) ]] && ((BASH_REMATCH[1] >= oldest_postgres)); then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# Debian keeps it where only root's PATH leads.
pooler_program() { PATH=$PATH:/usr/sbin:/usr/local/sbin command -v pgbouncer; }

# A folder's whole path; no server is given one that a shell would take apart.
whole_path() { # whole_path FOLDER CALLED-FROM
  local path=$1
  [[ $path == /* ]] || path=$2/$path
  [[ $path != *[\"\'\`\$\\,]* ]] || die "the folder's name holds quotes, commas, \$ or \\: $path"
  printf '%s\n' "${path%/}"
}

# Servers refuse to run as root: then they run as PostgreSQL's own user, or one made for them, who gets the folder.
# Sets `owner`, which is empty where nobody else is needed, and leaves the working folder, which may be closed to them.
own_folder() { # own_folder FOLDER
  owner=''
  mkdir -p "$1"
  if [[ $(id -u) == 0 ]]; then
    has setpriv || die "setpriv is needed to start a server that does not run as root: install util-linux"
    owner=postgres
    id -u "$owner" > /dev/null 2>&1 || owner=geuse-postgres
    id -u "$owner" > /dev/null 2>&1 || useradd --system --no-create-home "$owner" >&2
    chown "$owner:" "$1"
  fi
  as_owner test -w "$1" -a -x "$1" \
    || die "${owner:-this user} cannot reach $1: choose a folder whose parents others may enter"
  cd "$1" || die "$1 cannot be entered"
}

as_owner() { # as_owner COMMAND…
  if [[ -z $owner ]]; then
    "$@"
  else
    setpriv --reuid "$(id -u "$owner")" --regid "$(id -g "$owner")" --init-groups "$@"
  fi
}

# Below what systems give to outgoing connections. Whoever starts a server there tries again where another was quicker.
free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    listening "$port" || break
  done
  printf '%s\n' "$port"
}

listening() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; } # listening PORT

# A cluster that goes when the script does, however it ends: sets `cluster`, its folder, and `cluster_url`. What else is
# started below that folder, another cluster or a pgbouncer, goes with it.
use_cluster() {
  cluster=$(mktemp -d "${TMPDIR:-/tmp}/geuse-postgres.XXXXXX")
  trap drop_cluster EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  # shellcheck disable=SC2034 # for the scripts that source this
  cluster_url=$(scripts/postgres.sh start "$cluster")
}

drop_cluster() {
  # Once begun it is gone through.
  trap '' INT TERM HUP
  local found
  while read -r found; do
    case $found in
      */pgbouncer.pid) scripts/pgbouncer.sh stop "$(dirname "$found")" || true ;;
      *) scripts/postgres.sh stop "$(dirname "$(dirname "$found")")" immediate || true ;;
    esac
  done < <(find "$cluster" -name pgbouncer.pid -o -name postmaster.pid)
  rm -rf "$cluster"
}
