#!/usr/bin/env bash
# Builds what drives the store beside the release that `make` has built, then measures: Benchmarks/README.md.
#
#   scripts/bench.sh [ARGUMENTS OF Benchmarks/run.py]
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh bench
# The release's flags: with others everything would be built anew.
swift build -c release --product StoreBenchmark --static-swift-stdlib -Xlinker -s -Xlinker --no-export-dynamic
exec python3 Benchmarks/run.py "$@"
