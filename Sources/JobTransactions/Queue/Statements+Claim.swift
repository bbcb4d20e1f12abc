extension Statements {
  enum Claim {
    /// The next queue after one in which jobs of a kind are ready, due or not.
    ///
    /// The plus keeps SQLite from compiling the statement anew for every kind: it would look whether the bound kind
    /// makes the partial index on terminate jobs usable.
    static let queue: SQL =
      """
      SELECT queue FROM jobs WHERE state = 'ready' AND kind = \(plain: ":kind") AND queue > :queue ORDER BY queue LIMIT 1
      """

    /// The first priority at or after one in which jobs of a kind and a queue are ready, due or not.
    static let priority: SQL =
      """
      SELECT priority FROM jobs
      WHERE state = 'ready' AND kind = \(plain: ":kind") AND queue = :queue AND priority >= :priority
      ORDER BY priority LIMIT 1
      """

    /// The first that is not due yet, of one kind, one queue and one priority.
    static let next: SQL =
      """
      SELECT min(run_at) FROM jobs
      WHERE state = 'ready' AND kind = \(plain: ":kind") AND queue = :queue AND priority = :priority AND run_at > :now
      """

    static let nextSettlement: SQL =
      "SELECT min(run_at) FROM jobs WHERE open_request IS NOT NULL AND \(plain: "state") = 'ready' AND run_at > :now"

    static let nextAmong: SQL =
      """
      SELECT min(run_at) FROM \(each: "only", as: "wanted") \(SQL.join) jobs ON jobs.id = wanted.value
      WHERE state = 'ready' AND run_at > :now
      """

    /// Settlement is stopped by no queue filter.
    private static let isServed: SQL =
      "(\(isNull: "queues", .words) OR jobs.open_request IS NOT NULL OR jobs.queue IN (\(words: "queues")))"

    /// A request is taken whole or not at all.
    private static let isFree: SQL =
      """
      (jobs.open_request IS NULL OR NOT EXISTS
        (SELECT 1 FROM jobs AS member WHERE member.open_request = jobs.open_request AND member.state = 'running'))
      """

    /// One kind, one queue and one priority: a range of the index, in its order.
    static let due: SQL =
      """
      SELECT id, run_at, open_request FROM jobs
      WHERE state = 'ready' AND kind = \(plain: ":kind") AND queue = :queue AND priority = :priority AND run_at <= :now
        AND \(isFree)
      ORDER BY run_at, id LIMIT :limit
      """

    /// What jobs must have in common to go together.
    static let companions: SQL =
      """
      SELECT jobs.id, region, spec, deployment, open_request FROM \(each: "ids", as: "wanted") \(SQL.join) jobs ON jobs.id = wanted.value
      """

    static let isOneRegion: SQL =
      "SELECT min(region) = max(region) FROM \(each: "ids", as: "wanted") \(SQL.join) jobs ON jobs.id = wanted.value"

    static let settlements: SQL =
      """
      SELECT id, run_at, priority, open_request FROM jobs
      WHERE open_request IS NOT NULL AND \(plain: "state") = 'ready' AND run_at <= :now AND \(isFree)
      ORDER BY priority, run_at, id LIMIT :limit
      """

    /// The wanted jobs first; behind them what no choice of jobs may hold up: settlements and terminations.
    static let dueAmong: SQL =
      """
      WITH due (job, is_wanted) AS (
        SELECT value, 1 FROM \(each: "only", as: "wanted")
        UNION ALL SELECT id, 0 FROM jobs WHERE open_request IS NOT NULL AND \(plain: "state") = 'ready'
        UNION ALL SELECT id, 0 FROM jobs WHERE state = 'ready' AND kind = \(plain: "'terminate'"))
      SELECT jobs.id, kind, priority, run_at, open_request, max(is_wanted) FROM due
      \(SQL.join) jobs ON jobs.id = due.job
      WHERE state = 'ready' AND run_at <= :now AND \(isServed) AND \(isFree)
        AND NOT \(Statements.Orders.isPaused)
      GROUP BY jobs.id ORDER BY 6 DESC, priority, run_at, jobs.id
      """

    /// The members of requests that are taken whole.
    static let members: SQL =
      """
      SELECT id FROM jobs WHERE open_request IN (\(ids: "requests")) AND \(plain: "state") = 'ready'
      """

    static let take: SQL =
      """
      UPDATE jobs SET state = 'running', lease_token = lease_token + 1, lease_holder = :holder, lease_boot_id = :boot_id,
        lease_expires_boot = :expires, attempts = attempts + 1, started_at = coalesce(started_at, :now),
        deadline = coalesce(deadline, :now + retry_for)
      WHERE id IN (\(ids: "ids")) AND state = 'ready'
      RETURNING id, kind, spec, region, deployment, queue, priority, attempts, refusals, failures, max_failures,
        started_at, deadline, cancel_requested, lease_token, open_request, after_job, run_at
      """

    static let beginAttempts: SQL =
      """
      INSERT INTO attempts (job, number, generation, started_at, worker, outcome)
      SELECT id, attempts, generation, :now, :holder, 'running' FROM jobs
      WHERE id IN (\(ids: "ids"))
      """

    static let takeRequest: SQL =
      """
      UPDATE launch_requests SET lease_token = lease_token + 1, lease_holder = :holder, lease_boot_id = :boot_id,
        lease_expires_boot = :expires
      WHERE id = :id AND state = 'open' RETURNING lease_token
      """

    static let spec: SQL = "SELECT kind, body FROM specs WHERE id = :id"

    static let result: SQL = "SELECT kind, result, error_code FROM jobs WHERE id = :id"
  }
}
