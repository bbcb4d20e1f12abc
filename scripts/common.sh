# What the scripts share; sourced, not run.
# shellcheck shell=bash

# Every script works from the checkout's top, wherever it was called from.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Where tests are built: apart from .build, because instrumented code shares nothing with plain code and each switch
# between the two would build everything again.
# shellcheck disable=SC2034 # for the scripts that source this
test_build=.build/tests

say() { printf '%s\n' "$*"; }
warn() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; }
die() {
  warn "$*"
  exit 1
}
has() { command -v "$1" > /dev/null 2>&1; }

# A tool of the Swift toolchain that `swift` on the PATH belongs to: beside it, for it is rarely on the PATH itself.
toolchain() {
  local swift
  swift=$(readlink -f "$(command -v swift)")
  local tool
  tool="$(dirname "$swift")/$1"
  [[ -x $tool ]] || tool=$(command -v "$1") || die "$1 is neither beside $swift nor on the PATH"
  printf '%s\n' "$tool"
}
