#!/usr/bin/env bash
# Runs every test and prints the line coverage over Sources/; ends with the test runner's own summary.
#
#   scripts/test.sh [OPTION…]     options go to `swift test`, as in --filter LaunchPolicyTests
#
# Exits with what `swift test` exits with, and with 1 where the coverage is too low. With options, which run a part of
# the tests, coverage is shown but not judged.
set -euo pipefail
# shellcheck source=scripts/testing.sh
source "$(dirname "${BASH_SOURCE[0]}")/testing.sh"

scripts/setup.sh build test
scripts/test-environment.sh
# shellcheck disable=SC2119 # this script's options are for the run
build_tests

export GEUSE_TEST_PYTHON="$PWD/.test-env/bin/python"
export PATH="$PWD/.test-env/bin:$PATH"
run_tests "$test_build/test.log" "$@"

judge=(--at-least 80)
if (($# > 0)) || ((status != 0)); then judge=(); fi
coverage=0
scripts/coverage.sh --merge "${judge[@]}" || coverage=$?

say
say "$summary" | tee "$test_build/summary.txt"
if ((status != 0)); then exit "$status"; fi
exit "$coverage"
