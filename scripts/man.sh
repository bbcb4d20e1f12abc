#!/usr/bin/env bash
# Writes the manual pages, one a command, from the program's own help.
#
#   scripts/man.sh PROGRAM FOLDER      such as .build/release/geuse .build/man
#
# The pages are made by swift-argument-parser's own tool, built from the version that geuse is built with.
set -euo pipefail
called_from=$PWD
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 2 ]] || die "two are needed: PROGRAM FOLDER"
program=$1
folder=$2
[[ $program == /* ]] || program=$called_from/$program
[[ $folder == /* ]] || folder=$called_from/$folder
[[ -x $program ]] || die "there is no program $program: make release first"
# Without ./ and ../, by which the folder that it was built in would not be known below.
program=$(realpath --no-symlinks "$program")

# Where the packages are that the program was built from; the tests have theirs apart.
build=$test_build
case $program in "$PWD/$test_build"/*) ;; *) build=.build ;; esac
parser=$build/checkouts/swift-argument-parser
[[ -d $parser ]] || swift package --scratch-path "$build" resolve
log=$build/man-tool.log
swift build --package-path "$parser" --scratch-path "$build/man-tool" --product generate-manual > "$log" 2>&1 \
  || die "the tool that writes manual pages could not be built: $(tail -n 20 "$log")"

raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT
LLVM_PROFILE_FILE=/dev/null "$build/man-tool/debug/generate-manual" "$program" --multi-page \
  --output-directory "$raw" > /dev/null

mkdir -p "$folder"
rm -f "$folder"/geuse*.1
for page in "$raw"/*.1; do
  name=$(basename "$page" .1)
  awk -f scripts/man-page.awk "$page" > "$folder/${name//./-}.1"
done
say "$(find "$folder" -name 'geuse*.1' | wc -l) manual pages in ${folder#"$PWD/"}: man -l ${folder#"$PWD/"}/geuse.1"
