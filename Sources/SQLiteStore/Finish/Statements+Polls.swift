extension Statements {
  enum Polls {
    /// From one region to the next by the index, however many jobs poll in it.
    static let regions =
      """
      WITH RECURSIVE regions (region) AS (
        SELECT min(region) FROM jobs WHERE state = 'polling'
        UNION ALL
        SELECT (SELECT min(region) FROM jobs WHERE state = 'polling' AND region > regions.region)
        FROM regions WHERE region IS NOT NULL)
      SELECT region, (SELECT min(run_at) FROM jobs WHERE state = 'polling' AND jobs.region = regions.region)
      FROM regions WHERE region IS NOT NULL
      """

    static let due =
      """
      SELECT jobs.id, jobs.lease_token, jobs.spec, jobs.watched_instance, jobs.region, jobs.unblocked_at,
        jobs.running_since, CASE WHEN instances.job = jobs.after_job THEN jobs.after_job END, launch_requests.rung,
        json_extract(instances.resource, '$.spot_request_id'), instances.recorded_at,
        (SELECT calls FROM attempts WHERE attempts.job = jobs.id AND attempts.number = jobs.attempts)
      FROM jobs
      LEFT JOIN instances ON instances.instance_id = jobs.watched_instance AND instances.region = jobs.region
      LEFT JOIN launch_requests ON launch_requests.id = instances.request
      WHERE jobs.state = 'polling' AND jobs.region = :region AND jobs.run_at <= :now
      ORDER BY jobs.run_at, jobs.id LIMIT :limit
      """

    static let putOff =
      """
      UPDATE jobs SET run_at = :until
      FROM (SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS token FROM json_each(:fences))
        AS parked
      WHERE jobs.id = parked.id AND jobs.lease_token = parked.token AND jobs.state = 'polling'
      """
  }
}
