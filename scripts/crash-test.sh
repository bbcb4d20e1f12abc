#!/usr/bin/env bash
# Runs the long campaign: workers and producers on one database that are killed, stopped and lied to, then a judge who
# reads the simulator's log, the traces (GEUSE_TRACE) and what producers were told. Prints how it goes, and at the end
# one table of figures with the seed. Ends with 0 where the judge found nothing.
#
#   LAUNCHES=10000 KILLS=1000 ZOMBIES=100 MINUTES=55   how much, and how long at most (goals are reached within it)
#   SEED=42     repeats the choices of an earlier run, as far as processes repeat themselves
#   ON=postgres  on a PostgreSQL server of its own, with workers on hosts of their own where root can make them (Linux)
#   KEEP=1      keeps the evidence in .build/campaigns of a run in which nothing was found; otherwise only that of others
set -euo pipefail
# shellcheck source=scripts/testing.sh
source "$(dirname "${BASH_SOURCE[0]}")/testing.sh"
# shellcheck source=scripts/servers.sh
source scripts/servers.sh

traits=()
case ${ON:-sqlite} in
  sqlite) ;;
  postgres) traits=(--traits Postgres) ;;
  *) die "ON='$ON' is not one of sqlite and postgres" ;;
esac
scripts/setup.sh build test
if ((${#traits[@]} > 0)); then
  scripts/setup.sh postgres-test
  # Below it the campaign starts its server.
  use_cluster
  export GEUSE_TEST_POSTGRES_FOLDER=$cluster
fi
build_tests "${traits[@]}"

export GEUSE_CAMPAIGN=1 GEUSE_CAMPAIGN_ON="${ON:-sqlite}" GEUSE_CAMPAIGN_FOLDER="$PWD/.build/campaigns" GEUSE_CAMPAIGN_KEEP="${KEEP:-0}"
export GEUSE_CAMPAIGN_LAUNCHES="${LAUNCHES:-10000}" GEUSE_CAMPAIGN_KILLS="${KILLS:-1000}"
export GEUSE_CAMPAIGN_ZOMBIES="${ZOMBIES:-100}" GEUSE_CAMPAIGN_MINUTES="${MINUTES:-55}"
if [[ -n ${SEED:-} ]]; then export GEUSE_TEST_SEED="$SEED"; fi
# Thousands of processes are killed: their profiles would be of no use.
export LLVM_PROFILE_FILE=/dev/null
mkdir -p "$GEUSE_CAMPAIGN_FOLDER"
swift test --skip-build --disable-xctest --scratch-path "$test_build" "${traits[@]}" --filter LongCampaignTests
