# What check-deploy.sh and check-install.sh share; sourced after common.sh, not run.
# shellcheck shell=bash

# All that a check writes is here, and it calls nothing outside this machine.
work=$(mktemp -d)
children=()
clean_up() {
  local child
  for child in "${children[@]}"; do kill -TERM "$child" 2> /dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2> /dev/null || true; done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Nothing of the caller's settings may reach what is tried here, least of all a way to a real account.
for name in $(compgen -e); do
  case $name in
    AWS_* | GEUSE_* | PREFIX | DESTDIR | BINARY | MANPAGES | UNITDIR | SYSUSERSDIR | TMPFILESDIR) unset "$name" ;;
  esac
done
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy
export AWS_CONFIG_FILE=$work/no-aws-config AWS_SHARED_CREDENTIALS_FILE=$work/no-aws-credentials
export AWS_EC2_METADATA_DISABLED=true
# A program that was built for coverage writes no profiles here.
export LLVM_PROFILE_FILE=/dev/null

# shellcheck disable=SC2034 # for the scripts that source this
python=python3
# shellcheck disable=SC2034
[[ ! -x .test-env/bin/python ]] || python=.test-env/bin/python

# A check goes through all of it, and ends with 1 where something was found.
found=()
wrong() {
  warn "$*"
  found+=("$*")
}
conclude() { # conclude WHAT
  ((${#found[@]} == 0)) || die "$(printf 'not as it should be: %s\n' "${found[@]}")"
  say "$1: nothing to complain about"
}
