extension Statements {
  enum Finish {
    static let held: SQL =
      """
      SELECT id, lease_token, state, kind, cancel_requested, open_request, attempts, region FROM jobs WHERE \(fence)
      """

    static let succeed: SQL =
      """
      UPDATE jobs SET state = 'succeeded', finished_at = :now, result = :result, \(dropLease), \(clearError)
      WHERE \(fence)
      """

    /// The same where nothing stands in its way: no open request, and no wish to cancel a launch.
    static let succeedPlainly =
      succeed + " AND open_request IS NULL AND NOT (cancel_requested = 1 AND kind = 'launch')"

    static let endAttemptsPlainly: SQL =
      """
      UPDATE attempts SET outcome = 'succeeded', finished_at = :now, calls = calls + :calls, \(clearError)
      WHERE (job, number) IN
        (SELECT jobs.id, jobs.attempts FROM \(each: "jobs", as: "ended") \(SQL.join) jobs ON jobs.id = ended.value)
      """

    static let fail: SQL =
      """
      UPDATE jobs SET state = 'failed', finished_at = :now, failures = failures + 1, \(dropLease), \(setError)
      WHERE \(fence)
      """

    /// Refusals are counted while they follow one another.
    static let retry: SQL =
      """
      UPDATE jobs SET state = 'ready', run_at = :run_at, failures = failures + :failures,
        refusals = CASE WHEN :is_refusal = 1 THEN refusals + 1 ELSE 0 END, \(dropLease), \(setError)
      WHERE \(fence)
      """

    /// A look that does not show it running, or one under a lease that was lost, knows less than what is on record.
    static let poll: SQL =
      """
      UPDATE jobs SET state = 'polling', run_at = :run_at, watched_instance = :instance,
        running_since = coalesce(running_since, :running_since), \(dropLease)
      WHERE \(fence)
      """

    static let park: SQL =
      "UPDATE jobs SET state = 'ready', run_at = :until, attempts = attempts - 1, \(dropLease), \(setError) WHERE \(fence)"

    static let takeBackAttempt: SQL = "DELETE FROM attempts WHERE job = :job AND number = :number"

    static let release: SQL = "UPDATE jobs SET state = 'ready', \(dropLease) WHERE \(fence)"

    static let cancel: SQL =
      """
      UPDATE jobs SET state = 'cancelled', finished_at = :now, result = coalesce(:result, result), \(dropLease)
      WHERE \(fence)
      """

    static let endAttempt: SQL =
      """
      UPDATE attempts SET outcome = :outcome, finished_at = :finished_at, calls = calls + :calls,
        rung = coalesce(:rung, rung), \(setError)
      WHERE job = :job AND number = :number
      """

    static let dropRequest: SQL =
      "UPDATE launch_requests SET \(dropLease) WHERE id = :id AND state = 'open'"
  }
}
