#!/usr/bin/env bash
# Prints the line coverage over Sources/ of the last test run, the built geuse that tests drove included.
#
#   --merge         read the profiles of a new run first
#   --files         every file, the least covered first, before the modules
#   --module NAME   that one of Sources/ alone
#   --at-least N    exit 1 below N percent
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

merge=false
files=false
module=''
at_least=0
while (($# > 0)); do
  case $1 in
    --merge) merge=true ;;
    --files) files=true ;;
    --module)
      module=${2:?--module needs a name}
      shift
      ;;
    --at-least)
      at_least=${2:?--at-least needs a number}
      shift
      ;;
    *) die "'$1' is not an option: --merge, --files, --module NAME or --at-least N" ;;
  esac
  shift
done

profiles=$test_build/profiles
merged=$test_build/coverage.profdata
if $merge; then
  rm -f "$merged"
  find "$profiles" -name '*.profraw' > "$test_build/profiles.txt"
  [[ -s $test_build/profiles.txt ]] || die "the tests left no profiles in $profiles"
  # A process that is killed leaves nothing, or a file cut short, which is left out here.
  "$(toolchain llvm-profdata)" merge --sparse --failure-mode=all --input-files="$test_build/profiles.txt" \
    --output="$merged" 2> "$test_build/profiles.log" || die "no profile could be read: $(< "$test_build/profiles.log")"
  left_out=$(grep -c '^warning:' "$test_build/profiles.log") || true
  say "coverage from $(wc -l < "$test_build/profiles.txt") processes ($left_out left unfinished by their end)"
  rm -rf "$profiles"
fi
[[ -e $merged ]] || die "nothing to show yet: make test"

# The test bundle and every program that tests start.
bin=$test_build/debug
# llvm-cov takes the first as it is and the others behind -object.
objects=()
for program in "$bin"/*.xctest "$bin"/geuse "$bin"/StoreContender; do
  if [[ -f $program && -x $program ]]; then objects+=(${objects:+-object} "$program"); fi
done
((${#objects[@]} > 0)) || die "nothing is built in $bin: make test"

sources=Sources/${module:+$module/}
[[ -d $sources ]] || die "there is no $sources"
# Of lcov's records: SF the file, LF its lines, LH those that ran. Only Sources/ is asked for: no tests, no packages.
"$(toolchain llvm-cov)" export -format=lcov -summary-only -instr-profile="$merged" "${objects[@]}" "$PWD/${sources%/}" \
  2> "$test_build/coverage.log" > "$test_build/coverage.lcov" || die "llvm-cov failed: $(< "$test_build/coverage.log")"
awk -v top="$PWD/Sources/" -v sources="$sources" -v files="$files" -v at_least="$at_least" '
  function percent(hit, all) { return all ? 100 * hit / all : 100 }
  function row(name, hit, all) { return sprintf("  %-58s %6d %6d %7.1f %%", name, all, all - hit, percent(hit, all)) }
  /^SF:/ { file = substr($0, 4); if (index(file, top) == 1) file = substr(file, length(top) + 1) }
  /^LF:/ { lines[file] = substr($0, 4) }
  /^LH:/ { hits[file] = substr($0, 4) }
  END {
    printf "  %-58s %6s %6s %9s\n", "line coverage of " sources, "lines", "missed", "covered"
    fflush()
    for (file in lines) {
      module = file; sub("/.*", "", module)
      all[module] += lines[file]; hit[module] += hits[file]
      sum += lines[file]; sum_hit += hits[file]
      if (files == "true") print row(file, hits[file], lines[file]) | "sort -k4,4n -k1,1"
    }
    close("sort -k4,4n -k1,1")
    for (module in all) print row(module, hit[module], all[module]) | "sort"
    close("sort")
    if (sources == "Sources/") print row("all", sum_hit, sum)
    if (!sum) {
      print "coverage: nothing of " sources " was built" > "/dev/stderr"
      exit 1
    }
    if (percent(sum_hit, sum) < at_least) {
      printf "coverage: %.1f %% of lines is below %d %%\n", percent(sum_hit, sum), at_least > "/dev/stderr"
      exit 1
    }
  }' "$test_build/coverage.lcov"
