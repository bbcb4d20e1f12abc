#!/usr/bin/env bash
# Checks what machines can check: the layout of the Swift code, the shell scripts, and that the picture of the imports
# in docs/architecture.md is true.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

swift format lint --strict --parallel --recursive Sources Tests Migrations Package.swift
if has shellcheck; then
  shellcheck --external-sources scripts/*.sh .ci/run
else
  warn "shellcheck is not installed: the shell scripts were not checked (make setup installs it)"
fi
scripts/imports.sh --check
say "lint: nothing to complain about"
