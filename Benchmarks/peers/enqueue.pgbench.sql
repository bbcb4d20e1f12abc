-- One more job of the first spec, on geuse's own tables.
INSERT INTO geuse.jobs (kind, state, queue, priority, run_at, spec, region, retry_for, max_failures, created_at, unblocked_at)
SELECT kind, 'ready', 'default', 0, clock.now, specs.id, 'us-east-1', 86400000, 10, clock.now, clock.now
FROM (SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now) AS clock, geuse.specs LIMIT 1;
