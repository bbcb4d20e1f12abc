-- Three group roles for a queue on PostgreSQL, each with what it needs and no more:
--
--   geuse_reader     looks: status, list, instances, doctor, backup
--   geuse_producer   enqueues and orders: launch, wait, tag, terminate, enqueue, requeue, cancel, pause, resume, prune,
--                    offerings; looks
--   geuse_worker     works, and whatever a producer does; doctor --reconcile; changes no schema
--
-- Nobody logs in as one of them; people and services are made their members:
--
--   CREATE ROLE alice LOGIN IN ROLE geuse_producer;
--
-- Run it as the schema's owner after the schema was made, and again after each `geuse migrate`; it may run as often as one
-- likes, and takes back what an earlier one gave too much:
--
--   psql "$GEUSE_OWNER_URL" -f deploy/postgres/roles.sql
--
-- The roles belong to the whole server. Where they are missing, their making needs CREATEROLE; a superuser may run all of
-- it in the owner's place. docs/postgres.md says what each privilege is for.

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;

DO $$ BEGIN
  IF to_regnamespace('geuse') IS NULL THEN
    RAISE EXCEPTION 'there is no schema geuse in this database: its owner makes it first, with geuse migrate';
  END IF;
END $$;

BEGIN;

SELECT format('CREATE ROLE %I NOLOGIN', wanted) FROM unnest(ARRAY['geuse_reader', 'geuse_producer', 'geuse_worker']) AS wanted
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) \gexec

-- Where everybody may connect this changes nothing; where that was revoked, the database's owner gives it to these.
SELECT format('GRANT CONNECT ON DATABASE %I TO geuse_reader, geuse_producer, geuse_worker', current_database())
WHERE has_database_privilege(current_database(), 'CONNECT WITH GRANT OPTION') \gexec

-- Defaults for later tables belong to whoever will make them.
SELECT format('SET LOCAL ROLE %I', pg_get_userbyid(nspowner)) FROM pg_namespace WHERE nspname = 'geuse' \gexec
SET LOCAL search_path = geuse;

-- Nothing is left from an earlier version of this file.
REVOKE ALL ON ALL TABLES IN SCHEMA geuse FROM PUBLIC, geuse_reader, geuse_producer, geuse_worker;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA geuse FROM PUBLIC, geuse_reader, geuse_producer, geuse_worker;
REVOKE ALL ON SCHEMA geuse FROM PUBLIC, geuse_reader, geuse_producer, geuse_worker;

GRANT USAGE ON SCHEMA geuse TO geuse_reader, geuse_producer, geuse_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA geuse TO geuse_reader, geuse_producer, geuse_worker;

-- Every transaction looks at what it is about to change. A dump takes along how far the sequences have come; a number that
-- an identity column gives by itself needs no privilege on them.
GRANT SELECT ON ALL TABLES IN SCHEMA geuse TO geuse_reader, geuse_producer, geuse_worker;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA geuse TO geuse_reader;

-- LOCK TABLE needs one of UPDATE, DELETE and TRUNCATE. None of these does anything to a table that stays empty.
GRANT UPDATE ON gate TO geuse_producer, geuse_worker;

-- What tells, where the answer to a commit is lost, whether it took place: with every change that must not be made twice.
GRANT INSERT, UPDATE, DELETE ON commits TO geuse_producer, geuse_worker;

-- Enqueueing, requeueing and cancelling; the attempt that a cancelled or requeued job was in ends with it.
-- Ids of many jobs are drawn before they are stored.
GRANT INSERT, UPDATE ON jobs, unique_keys TO geuse_producer, geuse_worker;
GRANT USAGE ON SEQUENCE jobs_id_seq TO geuse_producer, geuse_worker;
GRANT INSERT ON specs TO geuse_producer, geuse_worker;
GRANT UPDATE ON attempts TO geuse_producer, geuse_worker;

-- Orders: who gave which, pauses, and offerings that people open and close.
GRANT INSERT, UPDATE, DELETE ON orders, closings TO geuse_producer, geuse_worker;
GRANT INSERT, DELETE ON pauses TO geuse_producer, geuse_worker;
GRANT INSERT ON order_jobs TO geuse_producer, geuse_worker;

-- Pruning. What hangs on a row by ON DELETE CASCADE goes with it, whoever deletes.
GRANT DELETE ON jobs, specs, unique_keys, launch_requests, launch_request_jobs, launch_sends, instances
  TO geuse_producer, geuse_worker;

-- Launching: requests, what was sent of them, and what came of it. No producer can make or change what a worker signs.
GRANT INSERT, UPDATE ON launch_requests, launch_sends, instances TO geuse_worker;
GRANT INSERT ON launch_request_jobs TO geuse_worker;
GRANT INSERT, DELETE ON attempts TO geuse_worker;

-- What workers know and agree about.
GRANT INSERT, UPDATE, DELETE ON workers, named_leases, region_halts, call_counts TO geuse_worker;
GRANT INSERT, UPDATE ON images, region_facts, call_buckets TO geuse_worker;
GRANT INSERT, DELETE ON ladder_keys TO geuse_worker;

-- The account that the queue is bound to; never which queue it is.
GRANT UPDATE (partition, account, endpoint, bound_at) ON store TO geuse_worker;

-- What a later migration makes can be looked at by all and written by workers, until this file, which knows better, has
-- run again.
ALTER DEFAULT PRIVILEGES IN SCHEMA geuse GRANT SELECT ON TABLES TO geuse_reader, geuse_producer;
ALTER DEFAULT PRIVILEGES IN SCHEMA geuse GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO geuse_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA geuse GRANT SELECT ON SEQUENCES TO geuse_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA geuse GRANT EXECUTE ON FUNCTIONS TO geuse_reader, geuse_producer, geuse_worker;

COMMIT;
