extension Statements {
  enum Finish {
    static let held =
      """
      SELECT id, lease_token, state, kind, cancel_requested, open_request, attempts, region FROM jobs WHERE \(fence)
      """

    static let succeed =
      """
      UPDATE jobs SET state = 'succeeded', finished_at = :now, result = :result, \(dropLease), \(clearError)
      WHERE \(fence)
      """

    /// The same where nothing stands in its way: no open request, and no wish to cancel a launch.
    static let succeedPlainly =
      succeed + " AND open_request IS NULL AND NOT (cancel_requested AND kind = 'launch')"

    static let endAttemptPlainly =
      """
      UPDATE attempts SET outcome = 'succeeded', finished_at = :now, calls = calls + :calls,
        rung = coalesce(:rung, rung), \(clearError)
      WHERE job = :job AND number = (SELECT attempts FROM jobs WHERE id = :job)
      """

    static let fail =
      """
      UPDATE jobs SET state = 'failed', finished_at = :now, failures = failures + 1, \(dropLease), \(setError)
      WHERE \(fence)
      """

    /// Refusals are counted while they follow one another.
    static let retry =
      """
      UPDATE jobs SET state = 'ready', run_at = :run_at, failures = failures + :failures,
        refusals = CASE WHEN :is_refusal THEN refusals + 1 ELSE 0 END, \(dropLease), \(setError)
      WHERE \(fence)
      """

    static let poll =
      """
      UPDATE jobs SET state = 'polling', run_at = :run_at, watched_instance = :instance, running_since = :running_since,
        \(dropLease)
      WHERE \(fence)
      """

    static let park =
      "UPDATE jobs SET state = 'ready', run_at = :until, attempts = attempts - 1, \(dropLease), \(setError) WHERE \(fence)"

    static let takeBackAttempt = "DELETE FROM attempts WHERE job = :job AND number = :number"

    static let release = "UPDATE jobs SET state = 'ready', \(dropLease) WHERE \(fence)"

    static let cancel =
      """
      UPDATE jobs SET state = 'cancelled', finished_at = :now, result = coalesce(:result, result), \(dropLease)
      WHERE \(fence)
      """

    static let endAttempt =
      """
      UPDATE attempts SET outcome = :outcome, finished_at = :finished_at, calls = calls + :calls,
        rung = coalesce(:rung, rung), \(setError)
      WHERE job = :job AND number = :number
      """

    static let dropRequest =
      "UPDATE launch_requests SET \(dropLease) WHERE id = :id AND state = 'open'"

    static let pollingRegions = "SELECT DISTINCT region FROM jobs WHERE state = 'polling' ORDER BY region"

    static let duePolls =
      """
      SELECT jobs.id, jobs.lease_token, jobs.spec, jobs.watched_instance, jobs.region, jobs.unblocked_at,
        jobs.running_since, CASE WHEN instances.job = jobs.after_job THEN jobs.after_job END, launch_requests.rung,
        json_extract(instances.resource, '$.spot_request_id')
      FROM jobs
      LEFT JOIN instances ON instances.instance_id = jobs.watched_instance AND instances.region = jobs.region
      LEFT JOIN launch_requests ON launch_requests.id = instances.request
      WHERE jobs.state = 'polling' AND jobs.region = :region AND jobs.run_at <= :now
      ORDER BY jobs.run_at, jobs.id LIMIT :limit
      """
  }
}
