extension Statements {
  enum Control {
    /// Its instance is that of its result, or one that it was to leave alive and that was learned of too late for that.
    static let job: SQL =
      """
      SELECT id, kind, state, run_at, error_code, open_request, after_job, after_condition, cancel_requested, lease_token,
        attempts, coalesce(\(json: "result", "instance_id"), CASE WHEN keep_instance = 1 THEN
          (SELECT instance_id FROM instances WHERE job = jobs.id AND gone_at IS NULL LIMIT 1) END), spec, pending_spec
      FROM jobs WHERE id = :id
      """

    static let instanceIsGone: SQL =
      "SELECT 1 FROM instances WHERE job = :job AND instance_id = :instance AND gone_at IS NOT NULL"

    /// Launches whose instance ended for want of capacity, by the waits for it that failed of that, also those that stand
    /// behind another wait or a tag.
    static let lostLaunches: SQL =
      """
      WITH RECURSIVE above (id) AS (
        SELECT waits.after_job FROM jobs AS waits JOIN specs ON specs.id = waits.spec
        WHERE waits.id IN (\(ids: "jobs")) AND waits.kind = 'wait' AND waits.state = 'failed'
          AND waits.error_class = 'capacity' AND \(isAboutLaunch("waits"))
        UNION SELECT jobs.after_job FROM above JOIN jobs ON jobs.id = above.id JOIN specs ON specs.id = jobs.spec
        WHERE jobs.kind IN ('wait', 'tag') AND jobs.state = 'succeeded' AND \(isAboutLaunch("jobs")))
      SELECT launches.id, instances.instance_id FROM above JOIN jobs AS launches ON launches.id = above.id
        JOIN instances ON instances.job = launches.id
          AND instances.instance_id = \(json: "launches.result", "instance_id")
      WHERE launches.kind = 'launch' AND launches.state = 'succeeded' AND instances.gone_at IS NOT NULL
      ORDER BY launches.id
      """
    private static func isAboutLaunch(_ job: SQL) -> SQL {
      "\(job).after_condition = 'success' AND \(json: "specs.body", "instance_id") IS NULL"
    }

    private static let freshBudgets: SQL =
      """
      failures = 0, refusals = 0, rescues = 0, relaunches = 0, started_at = NULL, deadline = NULL, cancel_requested = 0,
        keep_instance = 0
      """

    private static let newGeneration: SQL =
      """
      generation = generation + 1, finished_at = NULL, result = NULL, watched_instance = NULL, running_since = NULL,
        \(freshBudgets), \(clearError)
      """

    static let runNow: SQL =
      "UPDATE jobs SET run_at = :now, \(freshBudgets), \(clearError) WHERE id = :id AND state = 'ready'"

    /// Now, unless its first run still lies in the future.
    private static let firstRun: SQL = "CASE WHEN attempts = 0 THEN \(greatest: "run_at", ":now") ELSE :now END"

    static let makeReady: SQL =
      """
      UPDATE jobs SET state = 'ready', run_at = \(firstRun), unblocked_at = \(firstRun), \(newGeneration)
      WHERE id = :id AND state IN ('succeeded', 'failed', 'cancelled')
      """

    static let makeBlocked: SQL =
      """
      UPDATE jobs SET state = 'blocked', run_at = \(firstRun), unblocked_at = NULL, \(newGeneration)
      WHERE id = :id AND state IN ('failed', 'cancelled')
      """

    /// Of a job that nobody holds.
    static let change: SQL =
      """
      UPDATE jobs SET spec = :spec, retry_for = coalesce(:retry_for, retry_for), priority = coalesce(:priority, priority)
      WHERE id = :id AND state IN ('ready', 'blocked') AND open_request IS NULL
      """
    static let changeLater: SQL =
      """
      UPDATE jobs SET pending_spec = :spec, pending_retry_for = coalesce(:retry_for, pending_retry_for),
        pending_priority = coalesce(:priority, pending_priority)
      WHERE id = :id AND open_request IS NOT NULL
      """
    /// Nothing where no change is pending; else whether the request launched for this job.
    static let pending: SQL =
      """
      SELECT EXISTS (SELECT 1 FROM instances WHERE request = :request AND job = jobs.id) FROM jobs
      WHERE id = :id
        AND (pending_spec IS NOT NULL OR pending_retry_for IS NOT NULL OR pending_priority IS NOT NULL)
      """
    private static let noPending: SQL = "pending_spec = NULL, pending_retry_for = NULL, pending_priority = NULL"
    static let dropPending: SQL = "UPDATE jobs SET \(noPending) WHERE id = :id"
    static let takePending: SQL =
      """
      UPDATE jobs SET spec = coalesce(pending_spec, spec), retry_for = coalesce(pending_retry_for, retry_for),
        priority = coalesce(pending_priority, priority), \(noPending), run_at = :now, \(freshBudgets)
      WHERE id = :id
      """
    /// What waits for this job once more: what failed with it; of what acts on its instance, all waits and tags, since the
    /// next instance is another one, but those that saw the end of theirs; and terminations but those that ended one.
    static let behindIt: SQL =
      """
      SELECT jobs.id, jobs.attempts, jobs.state, jobs.kind = 'terminate' AND \(runAgain) <= :now
      FROM jobs JOIN specs ON specs.id = jobs.spec
      WHERE jobs.after_job = :id AND jobs.cancel_requested = 0
        AND ((jobs.state = 'failed' AND jobs.error_class = 'dependency' AND jobs.after_condition = 'success')
          OR (\(json: "specs.body", "instance_id") IS NULL AND (
            (jobs.kind IN ('wait', 'tag') AND (jobs.state IN ('ready', 'running', 'polling', 'failed')
              OR (jobs.state = 'succeeded' AND \(json: "specs.body", "for") \(SQL.isNot) 'instance-terminated')))
            OR (jobs.kind = 'terminate' AND (jobs.state IN ('ready', 'running', 'failed') OR \(endedNothing))))))
      ORDER BY jobs.id
      """
    /// An instance that was gone before the termination began was ended by somebody else.
    private static let endedNothing: SQL =
      """
      (jobs.kind = 'terminate' AND jobs.state = 'succeeded' AND (\(json: "jobs.result", "instance_id") IS NULL
        OR EXISTS (SELECT 1 FROM instances WHERE instance_id = \(json: "jobs.result", "instance_id")
          AND region = jobs.region AND gone_at < jobs.started_at)))
      """
    /// A first run that lies in the future stays there; what failed with a dependency has not had its first run.
    private static let runAgain: SQL =
      """
      CASE WHEN jobs.error_code IS NULL OR jobs.error_class = 'dependency' THEN \(greatest: "jobs.run_at", ":now") ELSE :now END
      """
    /// Whoever held it decides about it no more.
    static let blockAgain: SQL =
      """
      UPDATE jobs SET state = 'blocked', run_at = \(runAgain), unblocked_at = NULL, \(newGeneration), \(dropLease)
      WHERE id = :id
      """

    /// Of a job that nobody runs.
    static let cancelNow: SQL =
      """
      UPDATE jobs SET state = 'cancelled', finished_at = :now, keep_instance = :keep_instance
      WHERE id = :id AND state IN ('blocked', 'ready', 'polling')
      """

    /// A ready job that has a request to settle first does so at once.
    static let requestCancel: SQL =
      """
      UPDATE jobs SET cancel_requested = 1, keep_instance = :keep_instance,
        run_at = CASE state WHEN 'ready' THEN \(least: "run_at", ":now") ELSE run_at END
      WHERE id = :id AND state IN ('ready', 'running')
      """
  }
}
