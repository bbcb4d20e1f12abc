#!/usr/bin/env bash
# Builds what drives the store beside the release that `make` has built, then measures: Benchmarks/README.md.
#
#   scripts/bench.sh [ARGUMENTS OF Benchmarks/run.py]
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh bench
# The driver knows PostgreSQL where libpq is there; the release itself stays as it is by default.
traits=()
if has pkg-config && pkg-config --exists libpq; then traits=(--traits Postgres); fi
# The release's flags: with others everything would be built anew. Another trait does that, too, so it has its own folder.
driver_build=.build
((${#traits[@]} == 0)) || driver_build=.build/bench-driver
swift build -c release --product StoreBenchmark "${traits[@]}" --scratch-path "$driver_build" \
  --static-swift-stdlib -Xlinker -s -Xlinker --no-export-dynamic
exec python3 Benchmarks/run.py --driver "$driver_build/release/StoreBenchmark" "$@"
