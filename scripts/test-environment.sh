#!/usr/bin/env bash
# Makes .test-env, a Python environment with the programs that the tests hold geuse against: moto (an EC2 stand-in of
# others' making), boto3 and the AWS CLI, and a validator of JSON Schema. Does nothing where it is as it should be.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

requirements=('moto[ec2,server]==5.2.1' 'boto3==1.43.11' 'awscli==1.45.11' 'jsonschema==4.26.0')
folder=.test-env
stamp=$folder/complete

# A venv breaks when the Python under it goes or when the checkout moves: both are part of what the stamp says.
wanted=$(printf '%s\n' "$PWD" "$(python3 --version 2>&1)" "${requirements[@]}")
if [[ -e $stamp && $(< "$stamp") == "$wanted" ]] && "$folder/bin/python" -c 'import moto, boto3, jsonschema' 2> /dev/null; then
  exit 0
fi

say "installing ${requirements[*]} into $folder"
rm -rf "$folder"
python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "${requirements[@]}"
printf '%s\n' "$wanted" > "$stamp"
