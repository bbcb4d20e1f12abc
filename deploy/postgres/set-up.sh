#!/usr/bin/env bash
# Makes a queue on a PostgreSQL server, or brings it up to date: database, owner, schema, roles, and those who log in. Run by
# compose.yaml; it may run as often as one likes.
#
#   set-up.sh FOLDER HOST       the server's superuser is postgres
#
# FOLDER holds a password a file: postgres, owner, worker, producer. A password that was changed there is changed on the
# server. Needs psql, geuse, and with-password and roles.sql beside this file.
set -euo pipefail

(($# == 2)) || {
  printf 'set-up: usage: set-up.sh FOLDER HOST\n' >&2
  exit 64
}
export secrets=$1
host=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# with-password leaves its copies behind.
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

as() { # as NAME COMMAND…
  "$here/with-password" "$secrets/$1" "${@:2}"
}
sql() { # sql NAME URL
  as "$1" psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$2"
}

# A name is made where it is missing; psql itself reads the password, so that no command line shows it. CREATEROLE is for
# roles.sql.
sql postgres "postgres://postgres@$host/postgres" << 'SQL'
\set password `head -n 1 "$secrets/owner"`
SELECT 'CREATE ROLE geuse_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'geuse_owner') \gexec
ALTER ROLE geuse_owner LOGIN CREATEROLE PASSWORD :'password';
SELECT 'CREATE DATABASE geuse OWNER geuse_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'geuse') \gexec
REVOKE CONNECT, TEMPORARY ON DATABASE geuse FROM PUBLIC;
SQL

as owner geuse migrate --database "postgres://geuse_owner@$host/geuse"
as owner psql --no-psqlrc --quiet "postgres://geuse_owner@$host/geuse" --file "$here/roles.sql"

sql postgres "postgres://postgres@$host/geuse" << 'SQL'
\set worker `head -n 1 "$secrets/worker"`
\set producer `head -n 1 "$secrets/producer"`
SELECT format('CREATE ROLE %I IN ROLE %I', login, granted)
FROM (VALUES ('worker', 'geuse_worker'), ('producer', 'geuse_producer')) AS wanted (login, granted)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) \gexec
ALTER ROLE worker LOGIN PASSWORD :'worker';
ALTER ROLE producer LOGIN PASSWORD :'producer';
SQL
