#!/usr/bin/env bash
# Makes sure that what geuse needs from the system is there, and installs what is missing where that is possible.
#
#   scripts/setup.sh [build] [release] [test] [postgres] [postgres-test] [bench] [lint]
#
# names the purposes; build alone by default. postgres is what the trait Postgres needs beside the others, postgres-test
# also the server that its tests start.
#
# Only apt-get is known, and only as root or through sudo. Elsewhere it names what is missing and ends with 1.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/servers.sh
source scripts/servers.sh

minimum_swift=6.2
minimum_python=3.10
bench_python=3.11
swift_page=https://www.swift.org/install
postgres_page=https://www.postgresql.org/download
packages=() # as Debian and Ubuntu call them
reasons=()

need() { # need PACKAGE REASON
  packages+=("$1")
  reasons+=("$2")
}

at_least() { # at_least WANTED FOUND
  [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

# Whether a C program that includes this header and links this library can be made.
can_link() { # can_link HEADER LIBRARY
  local made
  made=$(mktemp)
  printf '#include <%s>\nint main(void) { return 0; }\n' "$1" \
    | "$(toolchain clang)" -x c - -l"$2" -o "$made" > /dev/null 2>&1
  local outcome=$?
  rm -f "$made"
  return "$outcome"
}

# The toolchain's programs do not start without these libraries of the system.
check_swift() {
  has swift || die "swift is not installed or not on the PATH: get Swift $minimum_swift or later from $swift_page"
  if [[ $(uname) == Linux ]]; then
    local missing
    missing=$(ldd "$(toolchain swift-build)" "$(toolchain swift-frontend)" 2> /dev/null || true)
    [[ ! $missing =~ libcurl[^$'\n']*not\ found ]] || need libcurl4 "libcurl, for Swift itself"
    [[ ! $missing =~ libncurses[^$'\n']*not\ found ]] || need libncurses6 "libncurses, for Swift itself"
    [[ ! $missing =~ libsqlite3[^$'\n']*not\ found ]] || need libsqlite3-0 "libsqlite3, for Swift itself"
    [[ ! $missing =~ libxml2[^$'\n']*not\ found ]] || need libxml2 "libxml2, for Swift itself"
    install_missing
  fi
  local version
  version=$(swift --version 2>&1) || die "swift does not run ($version); see what it needs: $swift_page"
  [[ $version =~ Swift\ version\ ([0-9.]+) ]] && version=${BASH_REMATCH[1]}
  at_least "$minimum_swift" "$version" \
    || die "swift $version is too old: get Swift $minimum_swift or later from $swift_page"
}

check_build() {
  check_swift
  [[ $(uname) == Linux ]] || return 0
  has git || need git "git, which fetches the packages"
  [[ -e /etc/ssl/certs/ca-certificates.crt || -d /etc/pki ]] || need ca-certificates "certificates for https"
  can_link stdio.h c || need g++ "the C and C++ libraries and their headers"
  can_link sqlite3.h sqlite3 || need libsqlite3-dev "sqlite3.h and libsqlite3"
  can_link zlib.h z || need zlib1g-dev "zlib.h and libz"
}

# A release has Swift's libraries inside, whose XML part is then linked here.
check_release() {
  check_build
  [[ $(uname) != Linux ]] || can_link stdio.h xml2 || need libxml2-dev "libxml2 to link with"
}

check_test() {
  if ! has python3; then
    need "python3 python3-venv" "Python $minimum_python or later, which runs moto, boto3 and the AWS CLI"
  elif ! python3 -c 'import ensurepip, venv' > /dev/null 2>&1; then
    need python3-venv "Python's venv"
  fi
  local shell
  for shell in zsh fish; do has "$shell" || need "$shell" "$shell, for which completions are tested"; done
  has man || need man-db "man, with which the manual is tested"
}

# The store on PostgreSQL is built on libpq.
check_postgres() {
  has pkg-config || need pkg-config "pkg-config, which finds libpq"
  if ! has pkg-config || ! pkg-config --exists libpq; then need libpq-dev "libpq and its headers"; fi
}

check_postgres_test() {
  check_postgres
  # Who names one gets no other.
  [[ -n ${PG_BINDIR:-} ]] || server_bin > /dev/null \
    || need postgresql "PostgreSQL $oldest_postgres or later, its server"
  pooler_program > /dev/null || need pgbouncer "pgbouncer, through which the store is tested"
}

# The C loop needs what the build needs; its compiler may be any, and g++ brings one.
check_bench() {
  check_release
  has cc || has clang || has gcc || need g++ "a C compiler, for the loop that geuse is held against"
  if ! has python3; then
    need "python3 python3-venv" "Python $bench_python or later, which runs the benchmarks"
  elif ! python3 -c 'import ensurepip, venv' > /dev/null 2>&1; then
    need python3-venv "Python's venv"
  fi
}

check_lint() {
  has shellcheck || need shellcheck "shellcheck"
}

install_missing() {
  ((${#packages[@]} > 0)) || return 0
  local reason
  for reason in "${reasons[@]}"; do warn "missing: $reason"; done
  # One entry may name two packages.
  local names
  read -r -a names <<< "${packages[*]}"
  local run=()
  if ! has apt-get; then
    die "install them with this system's package manager (Debian calls them: ${names[*]}), then try again"
  elif [[ $(id -u) != 0 ]]; then
    if has sudo && { sudo -n true 2> /dev/null || [[ -t 0 ]]; }; then
      run=(sudo)
    else
      die "install them as root, then try again: apt-get install ${names[*]}"
    fi
  fi
  say "installing ${names[*]}"
  "${run[@]}" apt-get update -qq
  # Debian's server and pgbouncer would begin to serve the whole machine as they are installed: nobody asked for that.
  local no_cluster=/etc/postgresql-common/createcluster.d/geuse-setup.conf installed=true
  if [[ " ${names[*]} " == *" postgresql "* ]]; then
    "${run[@]}" mkdir -p "$(dirname "$no_cluster")"
    say "create_main_cluster = false" | "${run[@]}" tee "$no_cluster" > /dev/null
  fi
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}" \
    > /dev/null || installed=false
  if [[ " ${names[*]} " == *" postgresql "* ]]; then "${run[@]}" rm -f "$no_cluster"; fi
  $installed || die "apt-get could not install ${names[*]}"
  if [[ " ${names[*]} " == *" pgbouncer "* ]] && has systemctl; then
    "${run[@]}" systemctl disable --quiet --now pgbouncer.service > /dev/null 2>&1 || true
  fi
  packages=() reasons=()
}

for purpose in "${@:-build}"; do
  case $purpose in
    build | release | test | postgres | postgres-test | bench | lint) "check_${purpose//-/_}" ;;
    *) die "'$purpose' is not a purpose: build, release, test, postgres, postgres-test, bench or lint" ;;
  esac
done
install_missing
check_python() { # check_python MINIMUM WHAT
  local version
  version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  at_least "$1" "$version" || die "python3 is $version: $2 need Python $1 or later"
}
if [[ " $* " == *" test "* ]]; then check_python "$minimum_python" "the tests"; fi
if [[ " $* " == *" bench "* ]]; then check_python "$bench_python" "the benchmarks"; fi
if [[ " $* " == *" postgres-test "* ]]; then
  server_bin > /dev/null \
    || die "${PG_BINDIR:-this system} has no PostgreSQL server of version $oldest_postgres or later: see $postgres_page"
fi
