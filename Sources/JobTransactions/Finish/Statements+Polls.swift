extension Statements {
  enum Polls {
    /// From one region to the next by the index, however many jobs poll in it.
    static let regions: SQL =
      """
      WITH RECURSIVE regions (region) AS (
        SELECT min(region) FROM jobs WHERE state = 'polling'
        UNION ALL
        SELECT (SELECT min(region) FROM jobs WHERE state = 'polling' AND region > regions.region)
        FROM regions WHERE region IS NOT NULL)
      SELECT region, (SELECT min(run_at) FROM jobs WHERE state = 'polling' AND jobs.region = regions.region)
      FROM regions WHERE region IS NOT NULL
      """

    static let due: SQL =
      """
      SELECT jobs.id, jobs.lease_token, jobs.spec, jobs.watched_instance, jobs.region, jobs.unblocked_at,
        jobs.running_since, CASE WHEN instances.job = jobs.after_job THEN jobs.after_job END, launch_requests.rung,
        \(json: "instances.resource", "spot_request_id"), instances.recorded_at,
        (SELECT calls FROM attempts WHERE attempts.job = jobs.id AND attempts.number = jobs.attempts)
      FROM jobs
      LEFT JOIN instances ON instances.instance_id = jobs.watched_instance AND instances.region = jobs.region
      LEFT JOIN launch_requests ON launch_requests.id = instances.request
      WHERE jobs.state = 'polling' AND jobs.region = :region AND jobs.run_at <= :now
      ORDER BY jobs.run_at, jobs.id LIMIT :limit
      """

    static let putOff: SQL =
      """
      UPDATE jobs SET run_at = :until
      FROM \(pairs: "ids", "tokens", as: "parked") WHERE jobs.id = parked.first AND jobs.lease_token = parked.second
        AND jobs.state = 'polling'
      """
  }
}
