extension Statements {
  enum Control {
    static let job =
      """
      SELECT id, kind, state, run_at, error_code, open_request, after_job, after_condition, cancel_requested, lease_token,
        attempts, json_extract(result, '$.instance_id')
      FROM jobs WHERE id = :id
      """

    static let instanceIsGone =
      "SELECT 1 FROM instances WHERE job = :job AND instance_id = :instance AND gone_at IS NOT NULL"

    private static let freshBudgets =
      "failures = 0, refusals = 0, rescues = 0, started_at = NULL, deadline = NULL, cancel_requested = 0, keep_instance = 0, relaunches = 0"

    private static let newGeneration =
      """
      generation = generation + 1, finished_at = NULL, result = NULL, watched_instance = NULL, running_since = NULL,
        \(freshBudgets), \(clearError)
      """

    static let runNow =
      "UPDATE jobs SET run_at = :now, \(freshBudgets), \(clearError) WHERE id = :id AND state = 'ready'"

    static let makeReady =
      """
      UPDATE jobs SET state = 'ready', run_at = :now, unblocked_at = :now, \(newGeneration)
      WHERE id = :id AND state IN ('succeeded', 'failed', 'cancelled')
      """

    static let makeBlocked =
      """
      UPDATE jobs SET state = 'blocked', run_at = :now, unblocked_at = NULL, \(newGeneration)
      WHERE id = :id AND state IN ('failed', 'cancelled')
      """

    /// Jobs that failed because of this one.
    static let revivable =
      """
      SELECT id FROM jobs
      WHERE after_job = :id AND state = 'failed' AND error_class = 'dependency' AND after_condition = 'success'
      ORDER BY id
      """

    /// Of a job that nobody runs.
    static let cancelNow =
      """
      UPDATE jobs SET state = 'cancelled', finished_at = :now, keep_instance = :keep_instance
      WHERE id = :id AND state IN ('blocked', 'ready', 'polling')
      """

    /// A ready job that has a request to settle first does so at once.
    static let requestCancel =
      """
      UPDATE jobs SET cancel_requested = 1, keep_instance = :keep_instance,
        run_at = CASE state WHEN 'ready' THEN min(run_at, :now) ELSE run_at END
      WHERE id = :id AND state IN ('ready', 'running')
      """
  }
}
