#!/usr/bin/env bash
# Runs the tests of the store on PostgreSQL against a cluster of their own, which is gone afterwards, tries deploy/'s roles
# on it, and prints the line coverage of PostgresStore; ends with the test runner's own summary.
#
#   scripts/test-postgres.sh [OPTION…]     options go to `swift test`, as in --filter PoolTests
#
# Exits with what `swift test` exits with, and with 1 where there is no server, no test ran, a role may do too much or too
# little, or the coverage is too low.
# With options, which run a part of the tests, coverage is shown but not judged. PG_BINDIR names the server to use, as
# scripts/postgres.sh says.
#
# Tests find the cluster by GEUSE_TEST_POSTGRES, its URL, and GEUSE_TEST_POSTGRES_FOLDER, for scripts/postgres.sh. What
# they start themselves below that folder is stopped, too.
set -euo pipefail
# shellcheck source=scripts/testing.sh
source "$(dirname "${BASH_SOURCE[0]}")/testing.sh"
# shellcheck source=scripts/servers.sh
source scripts/servers.sh

scripts/setup.sh build postgres-test
build_tests --traits Postgres

# Tests kill processes, never the machine.
export PG_SPARE_DISK=1
use_cluster
export GEUSE_TEST_POSTGRES=$cluster_url GEUSE_TEST_POSTGRES_FOLDER=$cluster
options=("$@")
roles=0
if (($# == 0)); then
  options=(--filter Postgres)
  scripts/check-postgres-roles.sh "$cluster_url" || roles=$?
fi
run_tests "$test_build/test-postgres.log" --traits Postgres "${options[@]}"
# A filter that nothing passes would otherwise be a success.
if ((status == 0)) && [[ ! $summary =~ with\ [1-9] ]]; then
  warn "no test ran: ${options[*]}"
  status=1
fi

judge=(--at-least 80)
if (($# > 0)) || ((status != 0)); then judge=(); fi
coverage=0
scripts/coverage.sh --merge --module PostgresStore "${judge[@]}" || coverage=$?

say
say "PostgreSQL: $summary" | tee "$test_build/summary-postgres.txt"
if ((status != 0)); then exit "$status"; fi
exit $((roles != 0 ? roles : coverage))
