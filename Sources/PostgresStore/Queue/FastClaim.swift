#if Postgres
  import JobModel
  import JobTransactions

  /// A claim in one statement, as most are: of jobs that nothing but their place in line decides about.
  ///
  /// Others do the same at the same time: each locks the rows it takes and leaves out what another has locked. Where a
  /// launch comes first, or something is to be settled or is paused, the statement takes nothing and says so; the
  /// transaction of every store then decides, alone.
  struct FastClaim {
    let claim: Claim

    /// Nil for a claim that names its jobs.
    init?(_ claim: Claim) {
      guard claim.only == nil, claim.limit > 0 else { return nil }
      self.claim = claim
    }

    var command: PostgresCommand {
      func most(_ kind: JobKind) -> Value { .integer(Int64(claim.places(of: kind))) }
      return PostgresCommand(
        Self.statement,
        [
          .text(claim.holder), .integer(claim.lease.milliseconds), claim.queues.isEmpty ? .null : .words(claim.queues),
          most(.wait), most(.tag), most(.terminate), claim.isBatched ? .integer(Int64(claim.limit)) : .null,
        ])
    }

    /// `$7` is how many may go whatever their regions are, where they go in batches.
    private static let statement =
      """
      WITH RECURSIVE clock AS MATERIALIZED (
        SELECT geuse_now() AS now, geuse_lease_clock() + $2 AS expires, geuse_lease_clock_name() AS name),
      groups (kind, queue, priority) AS (
        (SELECT kind, queue, priority FROM jobs WHERE state = 'ready' ORDER BY kind, queue, priority LIMIT 1)
        UNION ALL SELECT next.kind, next.queue, next.priority FROM groups CROSS JOIN LATERAL (
          SELECT kind, queue, priority FROM jobs
          WHERE state = 'ready' AND (kind, queue, priority) > (groups.kind, groups.queue, groups.priority)
          ORDER BY kind, queue, priority LIMIT 1) AS next),
      served AS MATERIALIZED (
        SELECT groups.kind, groups.queue, groups.priority, first.run_at, first.id FROM groups CROSS JOIN LATERAL (
          SELECT run_at, id FROM jobs
          WHERE state = 'ready' AND kind = groups.kind AND queue = groups.queue AND priority = groups.priority
            AND run_at <= (SELECT now FROM clock)
          ORDER BY run_at, id LIMIT 1) AS first
        WHERE CAST($3 AS text[]) IS NULL OR groups.queue = ANY ($3)),
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
            AND run_at <= (SELECT now FROM clock)
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
        parent.kind, parent.result, parent.error_code
      FROM (SELECT 1) AS one LEFT JOIN taken ON true LEFT JOIN jobs AS parent ON parent.id = taken.after_job
      ORDER BY taken.priority, taken.run_at, taken.id
      """
  }
#endif
