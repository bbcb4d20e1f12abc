#!/usr/bin/env bash
# Checks deploy/postgres/roles.sql on a server: what each of the three roles may do and what it may not, with the schema as
# the migrations make it and its owner no superuser.
#
#   scripts/check-postgres-roles.sh URL     of a superuser, on a server that others may do without, such as that of
#                                           scripts/postgres.sh
#
# It makes a database and an owner of its own and takes them away again, and the three roles with them where they were not
# there before. What statements need is read from the sources: one that writes to a table that its role may not write to is
# found here.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/checks.sh
source scripts/checks.sh
# shellcheck source=scripts/servers.sh
source scripts/servers.sh

(($# == 1)) || die "one is needed: the URL of a superuser"
url=$1
has psql || die "psql is not installed: scripts/setup.sh postgres-test"
roles=(geuse_reader geuse_producer geuse_worker)
owner=geuse_check_owner_$$
database=geuse_check_roles_$$
password=$RANDOM$RANDOM$RANDOM
export PGOPTIONS='-c client_min_messages=warning'

# The same server: another database there, and the owner in it.
[[ $url =~ ^(postgres(ql)?://)([^/?]*@)?([^/?]*)/[^?]*(\?.*)?$ ]] || die "the URL names a server and a database"
database_url=${BASH_REMATCH[1]}${BASH_REMATCH[3]}${BASH_REMATCH[4]}/$database${BASH_REMATCH[5]}
owner_url=${BASH_REMATCH[1]}$owner:$password@${BASH_REMATCH[4]}/$database${BASH_REMATCH[5]}
plain=(psql --no-psqlrc --quiet --tuples-only --no-align -v ON_ERROR_STOP=1)
at_server() { "${plain[@]}" "$url" "$@"; }
in_database() { "${plain[@]}" "$database_url" "$@"; }
as_owner() { "${plain[@]}" "$owner_url" "$@"; }

existing=$(at_server -c 'SELECT rolname FROM pg_roles')
drop_all() {
  at_server -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "DROP ROLE IF EXISTS $owner" || true
  local role
  for role in "${roles[@]}"; do
    # One that something else in the server hangs on stays.
    grep -qx "$role" <<< "$existing" || at_server -c "DROP ROLE IF EXISTS $role" 2> /dev/null || true
  done
  clean_up
}
trap drop_all EXIT

make_queue() {
  at_server -c "CREATE ROLE $owner LOGIN CREATEROLE PASSWORD '$password'" -c "CREATE DATABASE $database OWNER $owner"
  as_owner -c 'CREATE SCHEMA geuse'
  as_owner -c "CREATE TABLE geuse.migrations (version bigint PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
  local step
  for step in Migrations/postgres/V*.sql; do
    as_owner -c 'SET search_path = geuse' -f "$step" > "$work/said" 2>&1 || wrong "$step: $(cat "$work/said")"
  done
  as_owner -c "INSERT INTO geuse.store (id, queue_id, created_at) VALUES (1, 'checked', 0)"
}

give_roles() {
  as_owner -f deploy/postgres/roles.sql > "$work/said" 2>&1 || wrong "roles.sql does not run: $(cat "$work/said")"
  # What somebody gave by hand is gone after the next run, and nothing else changes.
  privileges > "$work/first"
  as_owner -c 'GRANT DELETE ON geuse.launch_sends TO geuse_reader' -c 'GRANT SELECT ON geuse.jobs TO PUBLIC'
  as_owner -f deploy/postgres/roles.sql > "$work/said" 2>&1 || wrong "roles.sql does not run twice: $(cat "$work/said")"
  privileges > "$work/second"
  diff "$work/first" "$work/second" || wrong "roles.sql run again leaves other privileges"
}

privileges() {
  in_database -c "SELECT relname, relkind, relacl::text FROM pg_class WHERE relnamespace = 'geuse'::regnamespace
    AND relkind IN ('r', 'S') ORDER BY 1"
}

# Undone, whatever becomes of it.
attempt() { # attempt ROLE SQL…
  local role=$1 commands=() command
  shift
  for command in "$@"; do commands+=(-c "$command"); done
  in_database -c BEGIN -c "SET LOCAL ROLE $role" -c 'SET LOCAL search_path = geuse' "${commands[@]}" -c ROLLBACK \
    > "$work/said" 2>&1
}

may() { # may ROLE SQL…
  attempt "$@" || wrong "$1 may not: ${*:2} ($(cat "$work/said"))"
  tried=$((tried + 1))
}

may_not() { # may_not ROLE SQL…
  if attempt "$@"; then
    wrong "$1 may: ${*:2}"
  elif ! grep -qE 'permission denied|must be (owner|superuser)' "$work/said"; then
    wrong "$1, asked to: ${*:2}: not refused for want of a privilege: $(cat "$work/said")"
  fi
  tried=$((tried + 1))
}

# A job, its request with one send, and an instance, for those who would change them.
fill() {
  as_owner << 'SQL'
SET search_path = geuse;
INSERT INTO specs (kind, digest, body) VALUES ('launch', sha256('a'), '{}');
INSERT INTO jobs (kind, state, queue, priority, run_at, spec, region, retry_for, max_failures, created_at, unblocked_at)
  VALUES ('launch', 'ready', 'default', 0, 0, 1, 'r', 1, 1, 0, 0), ('launch', 'ready', 'default', 0, 0, 1, 'r', 1, 1, 0, 0);
INSERT INTO unique_keys (key, job, spec, region, created_at) VALUES ('k', 1, 1, 'r', 0);
INSERT INTO attempts (job, number, generation, started_at, worker, outcome) VALUES (1, 1, 1, 0, 'w', 'running');
INSERT INTO launch_requests (uuid, client_token, region, rung, parameters, count, state, opened_at)
  VALUES ('u', 't', 'r', '{}', 'x', 1, 'open', 0);
INSERT INTO launch_request_jobs (request, ordinal, job) VALUES (1, 0, 1);
INSERT INTO launch_sends (request, worker, signed_at) VALUES (1, 'w', 0);
INSERT INTO instances (account, region, instance_id, request, ordinal, job, resource, recorded_at)
  VALUES ('a', 'r', 'i-1', 1, 0, 1, '{}', 0);
INSERT INTO ladder_keys (spec, region, rung, scope, name) VALUES (1, 'r', 0, 'offering', 'o');
INSERT INTO orders (ordered_at, operator, verb, detail, jobs) VALUES (0, 'o', 'cancel', '{}', 1);
INSERT INTO order_jobs (job, order_id, effect) VALUES (1, 1, 'done');
SQL
}

# What a transaction begins with, whoever it is.
settings="SELECT set_config('search_path', 'geuse', true), set_config('lock_timeout', '10s', true),
  set_config('statement_timeout', '60s', true), set_config('idle_in_transaction_session_timeout', '10s', true)"
clocks='SELECT geuse_now(), geuse_lease_clock(), geuse_lease_clock_name()'
job="INSERT INTO jobs (kind, state, queue, priority, run_at, spec, region, retry_for, max_failures, created_at, unblocked_at)
  VALUES ('launch', 'ready', 'default', 0, 0, 1, 'r', 1, 1, 0, 0) RETURNING id"

check_looking() {
  local role
  for role in "${roles[@]}"; do
    may "$role" "$settings" "$clocks" 'SELECT coalesce(max(version), 0) FROM migrations' 'SELECT queue_id FROM store' \
      'SELECT jobs.id, body, number FROM jobs JOIN specs ON specs.id = spec LEFT JOIN attempts ON job = jobs.id' \
      'SELECT * FROM workers, closings, pauses, region_halts' \
      'SELECT * FROM launch_requests JOIN launch_sends ON request = launch_requests.id' \
      'LISTEN geuse' "SELECT pg_notify('geuse', '')" 'SELECT pg_current_xact_id()' \
      "SELECT set_config('synchronous_commit', 'on', true)" "SELECT pg_advisory_xact_lock(hashtext('buckets'))"
    may_not "$role" 'CREATE TABLE more (id bigint)'
    may_not "$role" 'ALTER TABLE jobs ADD COLUMN more text'
    may_not "$role" 'DROP TABLE gate'
    may_not "$role" 'TRUNCATE jobs CASCADE'
    may_not "$role" 'ALTER TABLE launch_requests DISABLE TRIGGER launch_requests_frozen'
    may_not "$role" 'CREATE OR REPLACE FUNCTION geuse_now() RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$'
    may_not "$role" "UPDATE store SET queue_id = 'another'"
    may_not "$role" 'INSERT INTO migrations (version) VALUES (99)'
    may_not "$role" 'INSERT INTO gate VALUES (1)'
    # Numbers are drawn, never set.
    may_not "$role" "SELECT setval('jobs_id_seq', 1)"
  done
}

check_reader() {
  local command
  for command in "$job" 'LOCK TABLE gate IN EXCLUSIVE MODE' "SELECT nextval('jobs_id_seq')" 'UPDATE jobs SET priority = 1' 'DELETE FROM jobs' \
    "INSERT INTO workers VALUES ('w', 'h', 1, '[]', 1, 0, 0, 0, 0, 'b', 0)" 'DELETE FROM unique_keys' \
    "INSERT INTO pauses (since, operator) VALUES (0, 'o')"; do
    may_not geuse_reader "$command"
  done
}

check_producer() {
  local command
  may geuse_producer 'LOCK TABLE gate IN EXCLUSIVE MODE'
  may geuse_producer 'LOCK TABLE gate IN ROW SHARE MODE'
  # A number comes with each, or was drawn before.
  may geuse_producer "SELECT nextval(pg_get_serial_sequence('jobs', 'id')) FROM generate_series(1, 3)"
  may geuse_producer "INSERT INTO specs (kind, digest, body) VALUES ('wait', sha256('b'), '{}') RETURNING id" "$job" \
    "INSERT INTO unique_keys (key, job, spec, region, created_at) VALUES ('k2', 2, 1, 'r', 0)"
  may geuse_producer "UPDATE jobs SET state = 'cancelled', finished_at = 0 WHERE id = 1" \
    "UPDATE attempts SET outcome = 'cancelled', finished_at = 0" \
    "INSERT INTO orders (ordered_at, operator, verb, detail, jobs) VALUES (0, 'o', 'cancel', '{}', 1) RETURNING id" \
    "INSERT INTO order_jobs (job, order_id, effect) VALUES (2, 1, 'done') ON CONFLICT DO NOTHING"
  may geuse_producer "INSERT INTO pauses (since, operator) VALUES (0, 'o') ON CONFLICT DO NOTHING" \
    'DELETE FROM pauses WHERE queue IS NOT DISTINCT FROM NULL'
  may geuse_producer "INSERT INTO closings (region, scope, name, refusals, first_closed_at, closed_at, reopens_at, code,
    class, message) VALUES ('r', 'operator', 'n', 0, 0, 0, 0, 'c', 'c', 'm')" 'UPDATE closings SET reopens_at = 1' \
    'DELETE FROM closings'
  # A pruning, with what hangs on its jobs and specs.
  may geuse_producer 'UPDATE unique_keys SET pruned_at = 0' 'DELETE FROM instances' 'DELETE FROM launch_request_jobs' \
    'DELETE FROM jobs' 'DELETE FROM launch_sends' 'DELETE FROM launch_requests' 'DELETE FROM unique_keys' \
    'DELETE FROM specs' "UPDATE orders SET jobs = 2, detail = '{}'" 'DELETE FROM orders'
  for command in "INSERT INTO launch_requests (uuid, client_token, region, rung, parameters, count, state, opened_at)
      VALUES ('v', 'v', 'r', '{}', 'x', 1, 'open', 0)" "UPDATE launch_requests SET state = 'settled', closed_at = 0" \
    "INSERT INTO launch_sends (request, worker, signed_at) VALUES (1, 'w', 0)" \
    "UPDATE launch_sends SET answer = 'refused', answered_at = 0" 'UPDATE instances SET gone_at = 0' \
    "INSERT INTO attempts (job, number, generation, started_at, worker, outcome) VALUES (1, 2, 1, 0, 'w', 'running')" \
    'DELETE FROM attempts' "UPDATE store SET account = 'a', partition = 'aws', bound_at = 0" \
    "UPDATE specs SET body = '{}'" 'DELETE FROM region_halts' 'DELETE FROM workers' 'DELETE FROM named_leases' \
    'DELETE FROM ladder_keys' 'UPDATE call_buckets SET tokens = 9' "UPDATE images SET body = '{}'"; do
    may_not geuse_producer "$command"
  done
}

check_worker() {
  may geuse_worker 'LOCK TABLE gate IN EXCLUSIVE MODE' "$job" \
    "UPDATE jobs SET state = 'running', lease_token = 1, lease_holder = 'w', lease_boot_id = 'b', lease_expires_boot = 1
      WHERE id = 2 AND state = 'ready' RETURNING id" \
    "INSERT INTO attempts (job, number, generation, started_at, worker, outcome) VALUES (2, 1, 1, 0, 'w', 'running')" \
    "INSERT INTO launch_requests (uuid, client_token, region, rung, parameters, count, state, opened_at)
      VALUES ('v', 'v', 'r', '{}', 'x', 1, 'open', 0) RETURNING id" \
    'INSERT INTO launch_request_jobs (request, ordinal, job) VALUES (1, 1, 2)' \
    "INSERT INTO launch_sends (request, worker, signed_at) VALUES (1, 'w', 0)" \
    "UPDATE launch_sends SET answered_at = 0, answer = 'launched'" 'UPDATE instances SET gone_at = 0' \
    "UPDATE launch_requests SET state = 'settled', closed_at = 0" 'DELETE FROM attempts WHERE job = 2'
  may geuse_worker "UPDATE store SET partition = 'aws', account = '1', endpoint = NULL, bound_at = 0 WHERE account IS NULL"
  may geuse_worker "SELECT id FROM jobs ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
  may_not geuse_worker "UPDATE launch_request_jobs SET ordinal = 5"
  may_not geuse_worker "UPDATE specs SET body = '{}'"
  # Frozen for those who may write to the table, too.
  if attempt geuse_worker "UPDATE launch_requests SET parameters = 'y'"; then
    wrong "a launch request's parameters can be changed"
  fi
}

check_strangers() {
  at_server -c "CREATE ROLE ${owner}_other"
  may_not "${owner}_other" 'SELECT count(*) FROM geuse.jobs'
  may_not "${owner}_other" "SELECT to_regclass('geuse.migrations')"
  at_server -c "DROP ROLE ${owner}_other"
}

# A later migration's table, before roles.sql has run again.
check_later() {
  as_owner -c 'CREATE TABLE geuse.later (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, what text)'
  may geuse_reader 'SELECT * FROM later' 'SELECT last_value FROM later_id_seq'
  may geuse_worker "INSERT INTO later (what) VALUES ('x') RETURNING id" "UPDATE later SET what = 'y'" 'DELETE FROM later'
  may_not geuse_producer "INSERT INTO later (what) VALUES ('x')"
  as_owner -c 'DROP TABLE geuse.later'
}

# Every INSERT, UPDATE and DELETE that stands in these sources, against the privileges.
check_statements() { # check_statements ROLE FILE…
  local role=$1 verb table
  shift
  while read -r verb table; do
    [[ $(in_database -c "SELECT has_table_privilege('$role', 'geuse.$table', '$verb')
      OR ('$verb' = 'UPDATE' AND has_any_column_privilege('$role', 'geuse.$table', 'UPDATE'))") == t ]] \
      || wrong "$role may not $verb $table, which a statement in Sources does"
    tried=$((tried + 1))
  done < <(
    {
      grep -ohE 'INSERT INTO [a-z_]+' "$@"
      perl -0777 -ne 'print "UPDATE $1\n" while /INSERT INTO (\w+)((?!""").)*?DO\s+UPDATE/gs' "$@"
      grep -ohE 'DELETE FROM [a-z_]+' "$@"
      grep -ohE 'UPDATE [a-z_]+( SET|$)' "$@"
    } | sed -E 's/ (INTO|FROM|SET)( |$)/ /' | sort -u
  )
}

# And every sequence that a statement draws from by itself.
check_draws() { # check_draws ROLE FILE…
  local role=$1 table
  shift
  while read -r table; do
    [[ $(in_database -c "SELECT has_sequence_privilege('$role', 'geuse.${table}_id_seq', 'USAGE')") == t ]] \
      || wrong "$role may not draw ids of $table, which a statement in Sources does"
    tried=$((tried + 1))
  done < <(grep -ohE "pg_get_serial_sequence\('[a-z_]+'" "$@" | sed -E "s/.*'([a-z_]+)'/\1/" | sort -u)
}

# Whoever looks can take a copy.
check_dump() {
  has pg_dump || return 0
  pg_dump --role=geuse_reader --format=custom --schema=geuse --file "$work/dump" "$database_url" \
    2> "$work/said" || wrong "geuse_reader cannot dump the schema: $(cat "$work/said")"
}

tried=0
make_queue
give_roles
fill
check_looking
check_reader
check_producer
check_worker
check_strangers
check_later
check_dump
transactions=Sources/JobTransactions
hot=Sources/PostgresStore/Queue
every=Sources/PostgresStore/Transactions
# A queue is moved by the schema's owner.
mapfile -t working < <(printf '%s\n' $transactions/*/Statements*.swift | grep -v '/Moving/')
check_statements geuse_worker "${working[@]}" $hot/*.swift $every/*.swift
check_statements geuse_producer $transactions/*/Statements+{Enqueue,Dependents,Control,Orders,Prune}.swift \
  $hot/FastEnqueue.swift $every/*.swift
may_not geuse_worker 'DELETE FROM store'
may_not geuse_worker 'DELETE FROM move_progress'
for role in geuse_producer geuse_worker; do check_draws "$role" $hot/*.swift $transactions/*/*.swift; done
say "$tried of what roles may do and may not were tried"
conclude "the roles"
