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

# Where the toolchain's programs are: `swift` itself says it, for what is on the PATH may be the shim of a version
# manager. One that does not run yet, for want of a library, is looked for by its name.
if [[ $(swift -print-target-info 2> /dev/null) =~ \"runtimeResourcePath\":\ *\"([^\"]+)/lib/swift\" ]]; then
  toolchain_bin=${BASH_REMATCH[1]}/bin
else
  toolchain_bin=$(dirname "$(readlink -f "$(command -v swift || printf 'swift')")")
fi

# One of the toolchain's programs. Another one's llvm-cov would not read this one's profiles.
toolchain() {
  [[ -x $toolchain_bin/$1 ]] || die "there is no $1 in $toolchain_bin, where Swift is: install the whole toolchain"
  printf '%s\n' "$toolchain_bin/$1"
}
