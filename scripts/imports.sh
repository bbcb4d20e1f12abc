#!/usr/bin/env bash
# Prints which module imports which, read from the sources: an importer stands above what it imports.
#
#   scripts/imports.sh            one line a module: our modules, then packages in brackets
#   scripts/imports.sh --mermaid  the arrows between our modules as a Mermaid graph, and packages as a table
#   scripts/imports.sh --write    put that into docs/architecture.md
#   scripts/imports.sh --check    exit 1 where docs/architecture.md shows something else
#
# Ends with 1 where modules import each other in a circle.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
export LC_ALL=C

page=docs/architecture.md
begin='<!-- imports: written by scripts/imports.sh --write -->'
end='<!-- end of imports -->'
# What comes with the toolchain or the system says nothing about the house.
of_the_system='Foundation|FoundationXML|Synchronization|Testing|Glibc|Darwin|System'

declare -A folders=([JobSchema]=Migrations)
for folder in Sources/*/; do folders[$(basename "$folder")]=$folder; done

# "A B" for every module A that imports B, ours or not.
pairs=$(
  for module in "${!folders[@]}"; do
    find "${folders[$module]}" -name '*.swift' -exec cat {} + \
      | sed -nE "s/^ *((package|public|internal|fileprivate|private|@[a-zA-Z]+) +)*import +((struct|enum|class|protocol|func|typealias|var|let) +)?([A-Za-z0-9_]+).*/$module \5/p"
  done | sort -u | grep -vE " ($of_the_system)$"
)

imports() { # imports MODULE ours|others
  local importer imported
  while read -r importer imported; do
    [[ $importer == "$1" ]] || continue
    if [[ -n ${folders[$imported]:-} ]]; then
      if [[ $2 == ours ]]; then printf '%s\n' "$imported"; fi
    elif [[ $2 == others ]]; then
      printf '%s\n' "$imported"
    fi
  done <<< "$pairs"
}

listed() { paste -sd, - | sed 's/,/, /g'; }

# Importers first: by the longest chain of imports below each module, then by name.
ordered() {
  {
    printf '%s\n' "${!folders[@]}"
    while read -r importer imported; do
      if [[ -n ${folders[$imported]:-} ]]; then printf '%s %s\n' "$importer" "$imported"; fi
    done <<< "$pairs"
  } | awk '
    NF == 1 { height[$1] = 0; count++; next }
    { from[NR] = $1; to[NR] = $2 }
    END {
      for (round = 0; round <= count; round++) {
        moved = 0
        for (pair in from) if (height[from[pair]] <= height[to[pair]]) {
          height[from[pair]] = height[to[pair]] + 1
          moved = 1
        }
      }
      for (module in height) print height[module], module
      exit moved
    }' | sort -k1,1nr -k2,2 | cut -d ' ' -f 2
}
modules=$(ordered) || die "modules import each other in a circle"

text() {
  local module ours others
  for module in $modules; do
    ours=$(imports "$module" ours | listed)
    others=$(imports "$module" others | listed)
    printf '%s → %s%s\n' "$module" "${ours:-nothing of ours}" "${others:+ ($others)}"
  done
}

mermaid() {
  local module imported others
  printf '```mermaid\ngraph TD\n'
  for module in $modules; do
    for imported in $(imports "$module" ours); do printf '  %s --> %s\n' "$module" "$imported"; done
  done
  printf '```\n\n| module | packages it imports |\n|---|---|\n'
  for module in $modules; do
    others=$(imports "$module" others | listed)
    printf '| %s | %s |\n' "$module" "${others:--}"
  done
}

# The page with the block between its two marks replaced.
page_with_block() {
  local block line inside=false found=false
  block=$(mermaid)
  while IFS= read -r line; do
    if [[ $line == "$end" ]]; then inside=false; fi
    $inside || printf '%s\n' "$line"
    if [[ $line == "$begin" ]]; then
      inside=true found=true
      printf '\n%s\n\n' "$block"
    fi
  done < "$page"
  $found || die "$page has no line '$begin'"
}

case ${1:-} in
  '') text ;;
  --mermaid) mermaid ;;
  --write)
    new=$(page_with_block)
    printf '%s\n' "$new" > "$page"
    ;;
  --check)
    new=$(page_with_block)
    diff -u "$page" <(printf '%s\n' "$new") \
      || die "$page does not show the imports as they are: scripts/imports.sh --write"
    ;;
  *) die "'$1' is not an option: --mermaid, --write or --check" ;;
esac
