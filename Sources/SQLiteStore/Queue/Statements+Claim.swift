extension Statements {
  enum Claim {
    /// The next queue after one in which jobs of a kind are ready, due or not.
    ///
    /// The plus keeps SQLite from compiling the statement anew for every kind: it would look whether the bound kind
    /// makes the partial index on terminate jobs usable.
    static let queue =
      """
      SELECT queue FROM jobs WHERE state = 'ready' AND kind = +:kind AND queue > :queue ORDER BY queue LIMIT 1
      """

    /// The first priority at or after one in which jobs of a kind and a queue are ready, due or not.
    static let priority =
      """
      SELECT priority FROM jobs
      WHERE state = 'ready' AND kind = +:kind AND queue = :queue AND priority >= :priority
      ORDER BY priority LIMIT 1
      """

    /// The first that is not due yet, of one kind, one queue and one priority.
    static let next =
      """
      SELECT min(run_at) FROM jobs
      WHERE state = 'ready' AND kind = +:kind AND queue = :queue AND priority = :priority AND run_at > :now
      """

    static let nextSettlement =
      "SELECT min(run_at) FROM jobs WHERE open_request IS NOT NULL AND +state = 'ready' AND run_at > :now"

    static let nextAmong =
      """
      SELECT min(run_at) FROM json_each(:only) CROSS JOIN jobs ON jobs.id = value
      WHERE state = 'ready' AND run_at > :now
      """

    /// Settlement is stopped by no queue filter.
    private static let isServed =
      "(:queues IS NULL OR jobs.open_request IS NOT NULL OR jobs.queue IN (SELECT value FROM json_each(:queues)))"

    /// A request is taken whole or not at all.
    private static let isFree =
      """
      (jobs.open_request IS NULL OR NOT EXISTS
        (SELECT 1 FROM jobs AS member WHERE member.open_request = jobs.open_request AND member.state = 'running'))
      """

    /// One kind, one queue and one priority: a range of the index, in its order.
    static let due =
      """
      SELECT id, run_at, open_request FROM jobs
      WHERE state = 'ready' AND kind = +:kind AND queue = :queue AND priority = :priority AND run_at <= :now
        AND \(isFree)
      ORDER BY run_at, id LIMIT :limit
      """

    /// What jobs must have in common to go together.
    static let companions =
      """
      SELECT jobs.id, region, spec, deployment, open_request FROM json_each(:ids) CROSS JOIN jobs ON jobs.id = value
      """

    static let isOneRegion =
      "SELECT min(region) = max(region) FROM json_each(:ids) CROSS JOIN jobs ON jobs.id = value"

    static let settlements =
      """
      SELECT id, run_at, priority, open_request FROM jobs
      WHERE open_request IS NOT NULL AND +state = 'ready' AND run_at <= :now AND \(isFree)
      ORDER BY priority, run_at, id LIMIT :limit
      """

    /// The wanted jobs first; behind them what no choice of jobs may hold up: settlements and terminations.
    static let dueAmong =
      """
      WITH due (job, is_wanted) AS (
        SELECT value, 1 FROM json_each(:only)
        UNION ALL SELECT id, 0 FROM jobs WHERE open_request IS NOT NULL AND +state = 'ready'
        UNION ALL SELECT id, 0 FROM jobs WHERE state = 'ready' AND kind = +'terminate')
      SELECT jobs.id, kind, priority, run_at, open_request, max(is_wanted) FROM due
      CROSS JOIN jobs ON jobs.id = due.job
      WHERE state = 'ready' AND run_at <= :now AND \(isServed) AND \(isFree)
        AND NOT \(Statements.Orders.isPaused)
      GROUP BY jobs.id ORDER BY 6 DESC, priority, run_at, jobs.id
      """

    /// The members of requests that are taken whole.
    static let members =
      """
      SELECT id FROM jobs WHERE open_request IN (SELECT value FROM json_each(:requests)) AND +state = 'ready'
      """

    static let take =
      """
      UPDATE jobs SET state = 'running', lease_token = lease_token + 1, lease_holder = :holder, lease_boot_id = :boot_id,
        lease_expires_boot = :expires, attempts = attempts + 1, started_at = coalesce(started_at, :now),
        deadline = coalesce(deadline, :now + retry_for)
      WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'ready'
      RETURNING id, kind, spec, region, deployment, queue, priority, attempts, refusals, failures, max_failures,
        started_at, deadline, cancel_requested, lease_token, open_request, after_job, run_at
      """

    static let beginAttempts =
      """
      INSERT INTO attempts (job, number, generation, started_at, worker, outcome)
      SELECT id, attempts, generation, :now, :holder, 'running' FROM jobs
      WHERE id IN (SELECT value FROM json_each(:ids))
      """

    static let takeRequest =
      """
      UPDATE launch_requests SET lease_token = lease_token + 1, lease_holder = :holder, lease_boot_id = :boot_id,
        lease_expires_boot = :expires
      WHERE id = :id AND state = 'open' RETURNING lease_token
      """

    static let spec = "SELECT kind, body FROM specs WHERE id = :id"

    static let result = "SELECT kind, result, error_code FROM jobs WHERE id = :id"
  }
}
