#!/usr/bin/env bash
# Checks what machines can check: the layout of the Swift code, every shell script, deploy/'s too, and that the picture
# of the imports in docs/architecture.md is true. Goes through all of it, then ends with 1 where something was found.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

found=()
swift format lint --strict --parallel --recursive Sources Tests Benchmarks Migrations Package.swift \
  || found+=("Swift code (make format mends most of it)")
if has shellcheck; then
  shellcheck --external-sources scripts/*.sh deploy/*.sh deploy/libexec/* deploy/postgres/{set-up.sh,with-password} .ci/run || found+=("shell scripts")
else
  warn "shellcheck is not installed: the shell scripts were not checked (make setup installs it)"
fi
scripts/imports.sh --check || found+=("docs/architecture.md (scripts/imports.sh --write mends it)")

((${#found[@]} == 0)) || die "$(printf 'not as it should be: %s\n' "${found[@]}")"
say "lint: nothing to complain about"
