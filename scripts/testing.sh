# What test.sh and test-postgres.sh share; sourced, not run.
# shellcheck shell=bash
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Built and run in two steps, so that the profiles are ours to merge: `swift test --enable-code-coverage` gives up on
# a profile that a killed process left unfinished, and tests kill processes on purpose.
build_tests() { # build_tests [OPTION OF swift build…]
  say "building geuse and its tests into $test_build (the first time: 4 to 9 minutes)"
  swift build --build-tests --enable-code-coverage --scratch-path "$test_build" "$@"
}

# Sets `status`, which is what the tests ended with, and `summary`, the test runner's own last word.
run_tests() { # run_tests LOG [OPTION OF swift test…]
  local profiles=$PWD/$test_build/profiles log=$1
  rm -rf "$profiles"
  mkdir -p "$profiles"

  # All at once, tests would wait for each other longer than clients do for a server; not every toolchain can help it.
  local width=() option=--experimental-maximum-parallelization-width
  if [[ $(swift test --help-hidden 2> /dev/null) == *$option* ]]; then
    width=("$option" "$((4 * $(getconf _NPROCESSORS_ONLN)))")
  fi

  # A profile each process, the children that tests start among them.
  export LLVM_PROFILE_FILE="$profiles/%p-%m.profraw"
  status=0
  swift test --skip-build --disable-xctest --scratch-path "$test_build" "${width[@]}" "${@:2}" 2>&1 | tee "$log" \
    || status=${PIPESTATUS[0]}
  summary=$(grep -E 'Test run with [0-9]+ test' "$log" | tail -n 1) || true
  summary=${summary:-the test runner printed no summary; it exited with $status}
}
