extension Statements {
  enum Reconciling {
    static let request: SQL = "SELECT id, state FROM launch_requests WHERE uuid = :uuid"

    static let halt: SQL =
      """
      INSERT INTO region_halts (region, since, looked_at, instances) VALUES (:region, :now, :now, :instances)
      ON CONFLICT (region) DO UPDATE SET looked_at = excluded.looked_at, instances = excluded.instances,
        clear_at = NULL, clear_boot_id = NULL, clear_boot = NULL
      """

    static let clear: SQL =
      """
      UPDATE region_halts SET looked_at = :now, clear_at = coalesce(clear_at, :now),
        clear_boot_id = CASE WHEN clear_at IS NULL THEN :boot_id ELSE clear_boot_id END,
        clear_boot = CASE WHEN clear_at IS NULL THEN :boot ELSE clear_boot END
      WHERE region = :region
      """

    static let standing: SQL =
      "SELECT instances, clear_at, clear_boot_id, clear_boot FROM region_halts WHERE region = :region"

    static let launchRegions: SQL = "SELECT DISTINCT region FROM launch_requests ORDER BY region"

    static let goOn: SQL = "DELETE FROM region_halts WHERE region = :region"

    static let halts: SQL = "SELECT region, since, looked_at, instances FROM region_halts ORDER BY region"

    /// A launch that may be given an instance, and its open request.
    static let candidate: SQL =
      """
      SELECT jobs.state, jobs.open_request, launch_requests.lease_holder IS NULL, jobs.cancel_requested,
        EXISTS (SELECT 1 FROM instances WHERE request = jobs.open_request)
      FROM jobs LEFT JOIN launch_requests ON launch_requests.id = jobs.open_request
      WHERE jobs.id = :id AND jobs.kind = 'launch' AND jobs.region = :region
      """

    static let giveUp: SQL =
      "UPDATE launch_requests SET state = 'refused', closed_at = :now WHERE id = :id AND state = 'open'"

    static let unblock: SQL =
      """
      UPDATE jobs SET state = 'ready', run_at = :now, unblocked_at = :now WHERE id = :id AND state = 'blocked'
      """
  }
}
