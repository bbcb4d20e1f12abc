extension Statements {
  enum Health {
    static let expiredLeases: SQL =
      """
      SELECT id, lease_holder, lease_boot_id = :boot_id, lease_expires_boot FROM jobs
      WHERE state = 'running' AND (lease_boot_id <> :boot_id OR lease_expires_boot <= :now) ORDER BY id
      """

    static let openRequests: SQL =
      """
      SELECT id, region, opened_at, (SELECT count(*) FROM launch_sends WHERE request = launch_requests.id),
        (SELECT count(*) FROM launch_sends WHERE request = launch_requests.id
          AND (answer IS NULL OR answer = 'ambiguous'))
      FROM launch_requests WHERE state = 'open' ORDER BY id
      """
  }
}
