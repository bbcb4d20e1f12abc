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

say() { printf '%s\n' "$*"; }
die() {
  printf 'install: %s\n' "$*" >&2
  exit 1
}

# They are written into units and into a sed expression.
for path in "$PREFIX" "$UNITDIR" "$SYSUSERSDIR" "$TMPFILESDIR"; do
  [[ $path =~ ^/[A-Za-z0-9/._+-]*$ && $path != *..* ]] || die "'$path' is not an absolute path of plain characters"
done

files=()
folders=() # made here, parents first
old_files=()
old_folders=()

make_folder() { # make_folder PATH, without DESTDIR
  [[ ! -d $DESTDIR$1 ]] || return 0
  make_folder "$(dirname "$1")"
  mkdir -m 0755 "$DESTDIR$1"
  folders+=("$1")
}

put() { # put MODE SOURCE PATH, without DESTDIR
  make_folder "$(dirname "$3")"
  install -m "$1" "$2" "$DESTDIR$3"
  files+=("$3")
}

# Texts that name paths get those of this PREFIX.
put_text() { # put_text MODE SOURCE PATH
  sed "s|/usr/local/|${PREFIX%/}/|g" "$2" > "$made/text"
  put "$1" "$made/text" "$3"
}

# Before anything is put anywhere.
make_completions() {
  local shell
  for shell in bash zsh fish; do
    LLVM_PROFILE_FILE=/dev/null "$BINARY" --generate-completion-script "$shell" > "$made/completion.$shell" \
      || die "$BINARY does not run here, so that it cannot say its completions"
  done
}

# Whatever ends it: what was put is listed, so that it can be taken away.
leave() {
  if ((${#files[@]} > 0)) && [[ -d $DESTDIR$(dirname "$list") ]]; then
    {
      printf '%s\n' "${files[@]}" "${old_files[@]}" | sort -u
      printf '%s/\n' "${old_folders[@]}" "${folders[@]}" | grep -v '^/$' || true
    } > "$made/list"
    install -m 0644 "$made/list" "$DESTDIR$list"
  fi
  rm -rf "$made"
}

install_all() {
  [[ -f $BINARY && -x $BINARY ]] || die "there is no $BINARY: make release first, or name another with BINARY=PATH"
  [[ -z $DESTDIR ]] || mkdir -p "$DESTDIR"
  made=$(mktemp -d)
  trap leave EXIT
  make_completions
  local source
  # An older geuse's files that this one does not have any more go; the folders it made are still ours.
  read_list old_files old_folders
  make_folder "$(dirname "$list")"
  files+=("$list")

  # Written over while it runs, it could not be; renamed into place, it can.
  put 0755 "$BINARY" "$PREFIX/bin/.geuse.new"
  unset 'files[-1]'
  mv -f "$DESTDIR$PREFIX/bin/.geuse.new" "$DESTDIR$PREFIX/bin/geuse"
  files+=("$PREFIX/bin/geuse")

  for source in deploy/libexec/*; do
    put_text 0755 "$source" "$PREFIX/lib/geuse/$(basename "$source")"
  done
  for source in deploy/systemd/*.service deploy/systemd/*.timer; do
    put_text 0644 "$source" "$UNITDIR/$(basename "$source")"
    [[ $source == *.service ]] || continue
    put 0644 deploy/systemd/sandbox.conf "$UNITDIR/$(basename "$source").d/10-sandbox.conf"
  done
  put 0644 deploy/sysusers.d/geuse.conf "$SYSUSERSDIR/geuse.conf"
  put 0644 deploy/tmpfiles.d/geuse.conf "$TMPFILESDIR/geuse.conf"

  put 0644 "$made/completion.bash" "$PREFIX/share/bash-completion/completions/geuse"
  put 0644 "$made/completion.zsh" "$PREFIX/share/zsh/site-functions/_geuse"
  put 0644 "$made/completion.fish" "$PREFIX/share/fish/vendor_completions.d/geuse.fish"
  for source in "$MANPAGES"/*.[1-8]; do
    [[ ! -f $source ]] || put 0644 "$source" "$PREFIX/share/man/man${source##*.}/$(basename "$source")"
  done

  # In the checkout's own order, so that their links to one another lead somewhere.
  for source in README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE deploy/README.md deploy/Dockerfile \
    deploy/compose.yaml deploy/iam/*.json deploy/examples/* deploy/logrotate.d/*; do
    put 0644 "$source" "$docs/$source"
  done
  put 0755 deploy/iam/check-policies.py "$docs/deploy/iam/check-policies.py"
  while IFS= read -r source; do
    put 0644 "$source" "$docs/$source"
  done < <(find docs -type f -not -name '.*' | sort)

  local path
  local -A kept=()
  for path in "${files[@]}"; do kept[$path]=1; done
  for path in "${old_files[@]}"; do
    [[ -n ${kept[$path]:-} ]] || rm -f -- "$DESTDIR$path"
  done
  old_files=()
  say "installed ${#files[@]} files under $DESTDIR$PREFIX; next: $docs/deploy/README.md"
}

uninstall_all() {
  [[ -f $DESTDIR$list ]] || die "there is no $DESTDIR$list: nothing was installed under this PREFIX and DESTDIR"
  local path index
  read_list old_files old_folders
  for path in "${old_files[@]}"; do rm -f -- "$DESTDIR$path"; done
  for ((index = ${#old_folders[@]} - 1; index >= 0; index--)); do
    rmdir --ignore-fail-on-non-empty -- "$DESTDIR${old_folders[index]}" 2> /dev/null || true
  done
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
