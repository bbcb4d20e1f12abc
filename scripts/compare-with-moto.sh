#!/usr/bin/env bash
# Compares the simulator with moto, field by field, and prints where they differ and why; ends with 1 where a
# difference has no reason.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

program=${GEUSE_PROGRAM:-.build/debug/geuse}
[[ -x $program ]] || die "there is no $program: run make build, or set GEUSE_PROGRAM"
scripts/test-environment.sh

work=$(mktemp -d)
"$program" simulator --port 0 --boot 1s --checks 1s > "$work/environment" 2> "$work/log" &
simulator=$!
trap 'kill -TERM "$simulator" 2> /dev/null || true; rm -rf "$work"' EXIT
for ((tries = 0; tries < 100; tries++)); do
  # The last of the variables ends what it prints.
  grep -q '^export AWS_REGION=' "$work/environment" && break
  kill -0 "$simulator" 2> /dev/null || die "the simulator did not start: $(< "$work/log")"
  sleep 0.1
done
# shellcheck source=/dev/null
source "$work/environment"

unset AWS_PROFILE AWS_SESSION_TOKEN
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
PYTHONDONTWRITEBYTECODE=1 .test-env/bin/python Tests/EC2SimulatorTests/compare-with-moto.py "$AWS_ENDPOINT_URL"
