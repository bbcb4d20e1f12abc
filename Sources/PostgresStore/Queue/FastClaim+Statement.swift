#if Postgres
  extension FastClaim {
    /// From the head of every line: one row a kind, queue and priority in which something is ready, with its first.
    static let fromTheHead = statement(
      lines:
        """
        lines (kind, queue, priority, run_at, id) AS (
          (SELECT kind, queue, priority, run_at, id FROM jobs WHERE state = 'ready'
          ORDER BY kind, queue, priority, run_at, id LIMIT 1)
          UNION ALL SELECT next.* FROM lines CROSS JOIN LATERAL (
            SELECT kind, queue, priority, run_at, id FROM jobs
            WHERE state = 'ready' AND (kind, queue, priority) > (lines.kind, lines.queue, lines.priority)
            ORDER BY kind, queue, priority, run_at, id LIMIT 1) AS next)
        """)

    /// From where one was: `$9` and on are kinds, queues and priorities, and the last run_at and id that were taken there.
    static let fromThere = statement(
      lines:
        """
        lines AS MATERIALIZED (
          SELECT line.kind, line.queue, line.priority, first.run_at, first.id
          FROM unnest(CAST($9 AS text[]), CAST($10 AS text[]), CAST($11 AS bigint[]), CAST($12 AS bigint[]),
            CAST($13 AS bigint[])) AS line (kind, queue, priority, run_at, id)
          CROSS JOIN LATERAL (
            SELECT run_at, id FROM jobs
            WHERE state = 'ready' AND kind = line.kind AND queue = line.queue AND priority = line.priority
              AND (run_at, id) > (line.run_at, line.id)
            ORDER BY run_at, id LIMIT 1) AS first)
        """)

    /// `$1` is the holder, `$2` the lease, `$3` the queues, `$4` to `$6` how many waits, tags and terminations are taken,
    /// `$7` how many may go whatever their regions are, where they go in batches, and `$8` for how long a look is cheap.
    ///
    /// One row at least: whether nothing was taken because something else has to decide, and how long the look at the
    /// lines took, in microseconds; then the lines, and whether anything was due.
    private static func statement(lines: String) -> String {
      """
      WITH RECURSIVE clock AS MATERIALIZED (
        SELECT geuse_now() AS now, geuse_lease_clock() + $2 AS expires, geuse_lease_clock_name() AS name),
      \(lines),
      look AS MATERIALIZED (
        SELECT CAST(extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000 AS bigint) AS took
        FROM (SELECT count(*) FROM lines) AS counted),
      served AS MATERIALIZED (
        SELECT * FROM lines
        WHERE run_at <= (SELECT now FROM clock) AND (CAST($3 AS text[]) IS NULL OR queue = ANY ($3))),
      best AS MATERIALIZED (
        SELECT kind, CASE kind WHEN 'wait' THEN CAST($4 AS bigint) WHEN 'tag' THEN $5 ELSE $6 END AS most
        FROM served ORDER BY priority, run_at, id LIMIT 1),
      slow AS MATERIALIZED (
        SELECT coalesce((SELECT kind = 'launch' FROM best), false) OR EXISTS (SELECT 1 FROM pauses)
          OR EXISTS (SELECT 1 FROM jobs
            WHERE open_request IS NOT NULL AND state = 'ready' AND run_at <= (SELECT now FROM clock)) AS is_so),
      due AS MATERIALIZED (
        SELECT line.id, line.region FROM best JOIN served ON served.kind = best.kind CROSS JOIN LATERAL (
          SELECT id, region, priority, run_at FROM jobs
          WHERE state = 'ready' AND kind = served.kind AND queue = served.queue AND priority = served.priority
            AND (run_at, id) >= (served.run_at, served.id) AND run_at <= (SELECT now FROM clock)
          ORDER BY run_at, id LIMIT best.most FOR UPDATE SKIP LOCKED) AS line
        WHERE NOT (SELECT is_so FROM slow)
        ORDER BY line.priority, line.run_at, line.id LIMIT (SELECT most FROM best)),
      mixed AS MATERIALIZED (
        SELECT coalesce(count(*) > CAST($7 AS bigint) AND min(region) <> max(region), false) AS is_so FROM due),
      taken AS (
        UPDATE jobs SET state = 'running', lease_token = lease_token + 1, lease_holder = $1, lease_boot_id = clock.name,
          lease_expires_boot = clock.expires, attempts = attempts + 1, started_at = coalesce(started_at, clock.now),
          deadline = coalesce(deadline, clock.now + retry_for)
        FROM clock
        WHERE jobs.id = ANY (ARRAY(SELECT id FROM due)) AND NOT (SELECT is_so FROM mixed)
        RETURNING jobs.*, clock.expires),
      begun AS (
        INSERT INTO attempts (job, number, generation, started_at, worker, outcome)
        SELECT id, attempts, generation, (SELECT now FROM clock), $1, 'running' FROM taken)
      SELECT (SELECT is_so FROM slow) OR (SELECT is_so FROM mixed), taken.id, taken.spec, taken.region, taken.deployment,
        taken.queue, taken.priority, taken.attempts, taken.refusals, taken.failures, taken.max_failures, taken.started_at,
        taken.deadline, taken.cancel_requested, taken.lease_token, taken.lease_boot_id, taken.expires, taken.after_job,
        parent.kind, parent.result, parent.error_code, taken.kind, taken.run_at, (SELECT took FROM look),
        (SELECT json_agg(json_build_array(kind, queue, priority)) FROM lines WHERE (SELECT took FROM look) > CAST($8 AS bigint)),
        EXISTS (SELECT 1 FROM best)
      FROM (SELECT 1) AS one LEFT JOIN taken ON true LEFT JOIN jobs AS parent ON parent.id = taken.after_job
      ORDER BY taken.priority, taken.run_at, taken.id
      """
    }
  }
#endif
