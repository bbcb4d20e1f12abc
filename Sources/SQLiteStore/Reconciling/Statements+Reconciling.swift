extension Statements {
  enum Reconciling {
    static let request = "SELECT id, state FROM launch_requests WHERE uuid = :uuid"

    static let halt =
      """
      INSERT INTO region_halts (region, since, looked_at, instances) VALUES (:region, :now, :now, :instances)
      ON CONFLICT (region) DO UPDATE SET looked_at = excluded.looked_at, instances = excluded.instances
      """

    static let goOn = "DELETE FROM region_halts WHERE region = :region"

    static let halts = "SELECT region, since, looked_at, instances FROM region_halts ORDER BY region"

    /// A launch that may be given an instance, its open request and that one's newest send.
    static let candidate =
      """
      SELECT jobs.state, jobs.open_request, launch_requests.lease_holder IS NULL,
        (SELECT max(signed_at) FROM launch_sends WHERE request = jobs.open_request),
        EXISTS (SELECT 1 FROM instances WHERE request = jobs.open_request)
      FROM jobs LEFT JOIN launch_requests ON launch_requests.id = jobs.open_request
      WHERE jobs.id = :id AND jobs.kind = 'launch' AND jobs.region = :region
      """

    static let giveUp =
      "UPDATE launch_requests SET state = 'refused', closed_at = :now WHERE id = :id AND state = 'open'"

    static let unblock =
      """
      UPDATE jobs SET state = 'ready', run_at = :now, unblocked_at = :now WHERE id = :id AND state = 'blocked'
      """
  }
}
