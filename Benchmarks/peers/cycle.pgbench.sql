-- One cycle of geuse on its own tables, as somebody would write it who knows which jobs there are: ends what it holds and
-- claims the next in one transaction. Run with -M prepared, -D batch=100 -D ids={} -D tokens={}.
BEGIN;
WITH ended AS (
  UPDATE geuse.jobs SET state = 'succeeded', finished_at = extract(epoch FROM clock_timestamp()) * 1000,
    result = '{"state": "none"}', lease_holder = NULL, lease_boot_id = NULL, lease_expires_boot = NULL
  FROM unnest(CAST(:ids AS bigint[]), CAST(:tokens AS bigint[])) AS given (id, token)
  WHERE jobs.id = given.id AND jobs.lease_token = given.token AND jobs.state IN ('running', 'polling')
  RETURNING jobs.id, jobs.attempts)
UPDATE geuse.attempts SET outcome = 'succeeded', finished_at = extract(epoch FROM clock_timestamp()) * 1000
FROM ended WHERE attempts.job = ended.id AND attempts.number = ended.attempts;
WITH clock AS (SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now),
due AS (
  SELECT id FROM geuse.jobs
  WHERE state = 'ready' AND kind = 'terminate' AND queue = 'default' AND priority = 0
    AND run_at <= (SELECT now FROM clock)
  ORDER BY run_at, id LIMIT :batch FOR UPDATE SKIP LOCKED),
taken AS (
  UPDATE geuse.jobs SET state = 'running', lease_token = lease_token + 1, lease_holder = 'pgbench',
    lease_boot_id = 'server', lease_expires_boot = clock.now + 30000, attempts = attempts + 1,
    started_at = coalesce(started_at, clock.now), deadline = coalesce(deadline, clock.now + retry_for)
  FROM clock WHERE jobs.id = ANY (ARRAY(SELECT id FROM due))
  RETURNING id, lease_token, attempts, generation, started_at),
begun AS (
  INSERT INTO geuse.attempts (job, number, generation, started_at, worker, outcome)
  SELECT id, attempts, generation, started_at, 'pgbench', 'running' FROM taken)
SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(lease_token), '{}') AS tokens FROM taken \gset
COMMIT;
