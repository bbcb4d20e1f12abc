#!/usr/bin/env bash
# Puts geuse where the system looks for it, and takes away again just what was put there. Called by `make install` and
# `make uninstall`; settings are variables:
#
#   PREFIX        where to: /usr/local
#   DESTDIR       a folder that stands for the root, for packages: none
#   BINARY        the program: .build/release/geuse
#   MANPAGES      a folder of manual pages: .build/man; without it none are installed
#   UNITDIR       $PREFIX/lib/systemd/system
#   SYSUSERSDIR   $PREFIX/lib/sysusers.d
#   TMPFILESDIR   $PREFIX/lib/tmpfiles.d
#
# What was installed is listed in $PREFIX/lib/geuse/installed-files. Nothing outside it is ever removed: no settings, no
# database, no backup, no user.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PREFIX=${PREFIX:-/usr/local}
DESTDIR=${DESTDIR:-}
BINARY=${BINARY:-.build/release/geuse}
MANPAGES=${MANPAGES:-.build/man}
UNITDIR=${UNITDIR:-$PREFIX/lib/systemd/system}
SYSUSERSDIR=${SYSUSERSDIR:-$PREFIX/lib/sysusers.d}
TMPFILESDIR=${TMPFILESDIR:-$PREFIX/lib/tmpfiles.d}
docs=$PREFIX/share/doc/geuse
list=$PREFIX/lib/geuse/installed-files
new=.geuse-new # behind the name of a file that is on its way

say() { printf '%s\n' "$*"; }
die() {
  printf 'install: %s\n' "$*" >&2
  exit 1
}

# They are written into units and into a sed expression.
for path in "$PREFIX" "$UNITDIR" "$SYSUSERSDIR" "$TMPFILESDIR"; do
  [[ $path =~ ^/[A-Za-z0-9/._+-]*$ && $path != *..* ]] || die "'$path' is not an absolute path of plain characters"
done

# What is to be put where, in three columns.
modes=()
sources=()
files=() # without DESTDIR
folders=() # to be made, parents first
declare -A planned=()
old_files=()
old_folders=()

plan_folder() { # plan_folder PATH, without DESTDIR
  [[ ! -d $DESTDIR$1 && -z ${planned[$1]:-} ]] || return 0
  plan_folder "$(dirname "$1")"
  planned[$1]="folder"
  folders+=("$1")
}

plan() { # plan MODE SOURCE PATH, without DESTDIR
  plan_folder "$(dirname "$3")"
  [[ ! -d $DESTDIR$3 ]] || die "$DESTDIR$3 is a folder"
  planned[$3]="file"
  modes+=("$1")
  sources+=("$2")
  files+=("$3")
}

# Texts that name paths get those of this PREFIX.
plan_text() { # plan_text MODE SOURCE PATH
  local text=$made/text.${#files[@]}
  sed "s|/usr/local/|${PREFIX%/}/|g" "$2" > "$text"
  plan "$1" "$text" "$3"
}

plan_completion() { # plan_completion SHELL PATH
  LLVM_PROFILE_FILE=/dev/null "$BINARY" --generate-completion-script "$1" > "$made/completion.$1" \
    || die "$BINARY does not run here, so that it cannot say its completions"
  plan 0644 "$made/completion.$1" "$2"
}

plan_all() {
  local source
  plan 0755 "$BINARY" "$PREFIX/bin/geuse"
  for source in deploy/libexec/*; do
    plan_text 0755 "$source" "$PREFIX/lib/geuse/$(basename "$source")"
  done
  for source in deploy/systemd/*.service deploy/systemd/*.timer; do
    plan_text 0644 "$source" "$UNITDIR/$(basename "$source")"
    [[ $source == *.service ]] || continue
    plan 0644 deploy/systemd/sandbox.conf "$UNITDIR/$(basename "$source").d/10-sandbox.conf"
  done
  plan 0644 deploy/sysusers.d/geuse.conf "$SYSUSERSDIR/geuse.conf"
  plan 0644 deploy/tmpfiles.d/geuse.conf "$TMPFILESDIR/geuse.conf"

  plan_completion bash "$PREFIX/share/bash-completion/completions/geuse"
  plan_completion zsh "$PREFIX/share/zsh/site-functions/_geuse"
  plan_completion fish "$PREFIX/share/fish/vendor_completions.d/geuse.fish"
  for source in "$MANPAGES"/*.[1-8]; do
    [[ ! -f $source ]] || plan 0644 "$source" "$PREFIX/share/man/man${source##*.}/$(basename "$source")"
  done

  # In the checkout's own order, so that their links to one another lead somewhere.
  for source in README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE deploy/README.md deploy/Dockerfile \
    deploy/compose.yaml deploy/iam/*.json deploy/examples/* deploy/logrotate.d/* deploy/postgres/compose.yaml \
    deploy/postgres/roles.sql deploy/postgres/systemd/*; do
    plan 0644 "$source" "$docs/$source"
  done
  for source in deploy/iam/check-policies.py deploy/postgres/set-up.sh deploy/postgres/with-password; do
    plan 0755 "$source" "$docs/$source"
  done
  while IFS= read -r source; do
    plan 0644 "$source" "$docs/$source"
  done < <(find docs -type f -not -name '.*' | sort)
}

install_all() {
  [[ -f $BINARY && -x $BINARY ]] || die "there is no $BINARY: make release first, or name another with BINARY=PATH"
  [[ -z $DESTDIR ]] || mkdir -p "$DESTDIR"
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  # An older geuse's files that this one does not have any more go; the folders it made are still ours.
  read_list old_files old_folders
  plan_folder "$(dirname "$list")"
  plan_all

  local path index
  for path in "${folders[@]}"; do
    mkdir -m 0755 "$DESTDIR$path"
    [[ $path != "$(dirname "$list")" ]] || write_list "${files[@]}" "${old_files[@]}"
  done
  # Listed before it is there: whatever breaks this off, uninstall finds it.
  write_list "${files[@]}" "${old_files[@]}"
  for index in "${!files[@]}"; do
    path=$DESTDIR${files[index]}
    # A program cannot be written over while it runs; another can take its name.
    install -m "${modes[index]}" "${sources[index]}" "$path$new"
    mv -fT "$path$new" "$path"
  done
  for path in "${old_files[@]}"; do
    [[ -n ${planned[$path]:-} || $path == "$list" ]] || rm -f -- "$DESTDIR$path"
  done
  write_list "${files[@]}"
  say "installed ${#files[@]} files under $DESTDIR$PREFIX; next: $docs/deploy/README.md"
}

write_list() { # write_list FILES
  {
    printf '%s\n' "$@" "$list" | sort -u
    printf '%s/\n' "${old_folders[@]}" "${folders[@]}" | grep -v '^/$' || true
  } > "$made/list"
  install -m 0644 "$made/list" "$DESTDIR$list"
}

uninstall_all() {
  [[ -f $DESTDIR$list ]] || die "there is no $DESTDIR$list: nothing was installed under this PREFIX and DESTDIR"
  local path index status=0
  read_list old_files old_folders
  for path in "${old_files[@]}"; do
    [[ $path == "$list" ]] || rm -f -- "$DESTDIR$path" "$DESTDIR$path$new" || status=1
  done
  rm -f -- "$DESTDIR$list"
  for ((index = ${#old_folders[@]} - 1; index >= 0; index--)); do
    rmdir --ignore-fail-on-non-empty -- "$DESTDIR${old_folders[index]}" 2> /dev/null || true
  done
  ((status == 0)) || die "not everything could be removed; the rest was"
  say "removed ${#old_files[@]} files; /etc/geuse, /var/lib/geuse, /var/backups/geuse and the user geuse stay"
}

# A line a path, folders with a slash behind them.
read_list() { # read_list FILES FOLDERS, the names of two arrays
  local -n listed_files=$1 listed_folders=$2
  local line
  [[ -f $DESTDIR$list ]] || return 0
  while IFS= read -r line; do
    # Nothing but what install writes.
    [[ $line =~ ^/[A-Za-z0-9/._+@-]+$ && $line != *..* ]] || die "$DESTDIR$list: '$line' is not what install writes"
    # shellcheck disable=SC2034 # names of the caller's arrays
    if [[ $line == */ ]]; then listed_folders+=("${line%/}"); else listed_files+=("$line"); fi
  done < "$DESTDIR$list"
}

case ${1:-} in
  install) install_all ;;
  uninstall) uninstall_all ;;
  *) die "usage: install.sh install|uninstall" ;;
esac
