#!/usr/bin/env bash
# Runs every test and prints the line coverage over Sources/; ends with the test runner's own summary.
#
#   scripts/test.sh [OPTION…]     options go to `swift test`, as in --filter LaunchPolicyTests
#
# Exits with what `swift test` exits with, and with 1 where the coverage is too low. With options, which run a part of
# the tests, coverage is shown but not judged.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh build test
scripts/test-environment.sh

# Built and run in two steps, so that the profiles are ours to merge: `swift test --enable-code-coverage` gives up on
# a profile that a killed process left unfinished, and tests kill processes on purpose.
say "building geuse and its tests into $test_build (the first time: 4 to 9 minutes)"
swift build --build-tests --enable-code-coverage --scratch-path "$test_build"

profiles=$PWD/$test_build/profiles
log=$test_build/test.log
rm -rf "$profiles"
mkdir -p "$profiles"

# A profile each process, the children that tests start among them.
export LLVM_PROFILE_FILE="$profiles/%p-%m.profraw"
export GEUSE_TEST_PYTHON="$PWD/.test-env/bin/python"
export PATH="$PWD/.test-env/bin:$PATH"
status=0
swift test --skip-build --disable-xctest --scratch-path "$test_build" "$@" 2>&1 | tee "$log" || status=${PIPESTATUS[0]}

judge=(--at-least 80)
if (($# > 0)) || ((status != 0)); then judge=(); fi
coverage=0
scripts/coverage.sh --merge "${judge[@]}" || coverage=$?

say
summary=$(grep -E 'Test run with [0-9]+ test' "$log" | tail -n 1) || true
say "${summary:-the test runner printed no summary; it exited with $status}" | tee "$test_build/summary.txt"
if ((status != 0)); then exit "$status"; fi
exit "$coverage"
