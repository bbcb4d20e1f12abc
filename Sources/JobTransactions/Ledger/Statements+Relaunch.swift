extension Statements {
  enum Relaunch {
    /// A polling wait, and the launch it depends on; a wait that names its instance itself depends on none.
    static let watched: SQL =
      """
      SELECT wait.watched_instance, launch.id, launch.state, launch.relaunches, launch.deadline,
        \(json: "launch.result", "instance_id") \(SQL.isSame) wait.watched_instance
      FROM jobs AS wait JOIN specs ON specs.id = wait.spec
      LEFT JOIN jobs AS launch ON launch.id = wait.after_job AND launch.kind = 'launch'
        AND wait.after_condition = 'success' AND \(json: "specs.body", "instance_id") IS NULL
      WHERE wait.id = :id AND wait.state = 'polling'
      """

    /// Whether somebody ordered the end of what the launch made, be it behind a wait or a tag on it; what ended an earlier
    /// instance says nothing of this. An order that failed is still one. What is blocked waits for the next instance.
    static let isUnwanted: SQL =
      """
      WITH RECURSIVE chain (id) AS (
        SELECT CAST(:launch AS bigint)
        UNION SELECT jobs.id FROM chain JOIN jobs ON jobs.after_job = chain.id JOIN specs ON specs.id = jobs.spec
        WHERE jobs.kind IN ('wait', 'tag') AND \(json: "specs.body", "instance_id") IS NULL)
      SELECT 1 FROM chain JOIN jobs ON jobs.after_job = chain.id
      WHERE jobs.kind = 'terminate' AND (jobs.state IN ('ready', 'running')
        OR (jobs.state = 'failed' AND jobs.error_class \(SQL.isNot) 'dependency')
        OR (jobs.state = 'succeeded' AND \(json: "jobs.result", "instance_id") = :instance))
      LIMIT 1
      """
    static let terminationOf: SQL =
      "SELECT 1 FROM jobs WHERE spec = :spec AND kind = 'terminate' AND state <> 'cancelled' LIMIT 1"

    /// Its budgets go on: neither the failures nor the deadline start afresh.
    static let launchAgain: SQL =
      """
      UPDATE jobs SET state = 'ready', run_at = :now, generation = generation + 1, relaunches = relaunches + 1,
        finished_at = NULL, result = NULL, \(setError)
      WHERE id = :id AND state = 'succeeded'
      """

    /// What acts on the launch's instance: waits that go on, and tags whether done or not.
    static let standingOnIt: SQL =
      """
      SELECT jobs.id, jobs.attempts, jobs.state FROM jobs JOIN specs ON specs.id = jobs.spec
      WHERE jobs.after_job = :launch AND jobs.after_condition = 'success' AND jobs.cancel_requested = 0
        AND \(json: "specs.body", "instance_id") IS NULL
        AND (jobs.kind = 'wait' AND jobs.state IN ('ready', 'running', 'polling')
          OR jobs.kind = 'tag' AND jobs.state IN ('ready', 'running', 'succeeded'))
      ORDER BY jobs.id
      """

    /// Whoever held it decides about it no more.
    static let blockAgain: SQL =
      """
      UPDATE jobs SET state = 'blocked', run_at = :now, unblocked_at = NULL, generation = generation + 1,
        failures = 0, refusals = 0, started_at = NULL, deadline = NULL, finished_at = NULL, result = NULL,
        watched_instance = NULL, running_since = NULL, \(dropLease), \(clearError)
      WHERE id = :id AND state IN ('ready', 'running', 'polling', 'succeeded')
      """
  }
}
