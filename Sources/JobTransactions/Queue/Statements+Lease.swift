extension Statements {
  enum Lease {
    static let extend: SQL =
      """
      UPDATE jobs SET lease_boot_id = :boot_id, lease_expires_boot = :expires
      WHERE id = :id AND lease_token = :token AND lease_holder = :holder AND state = 'running'
      RETURNING open_request
      """

    static let extendRequest: SQL =
      """
      UPDATE launch_requests SET lease_boot_id = :boot_id, lease_expires_boot = :expires
      WHERE id = :id AND state = 'open' AND lease_holder = :holder
      """

    private static let leased: SQL =
      """
      SELECT id, lease_token, lease_holder, lease_boot_id, open_request, rescues, cancel_requested, attempts FROM jobs
      WHERE state = 'running'
      """

    /// Apart from those of other boots, because an OR of both would not walk the index's range.
    static let expired = leased + " AND lease_boot_id = :boot_id AND lease_expires_boot <= :now"
    static let ofAnotherBoot = leased + " AND lease_boot_id <> :boot_id"
    static let membersOf = leased + " AND open_request = :request"

    static let giveBack: SQL =
      """
      UPDATE jobs SET state = 'ready', run_at = :now, rescues = rescues + 1, \(dropLease)
      WHERE id = :id AND lease_token = :token AND state = 'running'
      """

    static let poison: SQL =
      """
      UPDATE jobs SET state = 'failed', finished_at = :now, rescues = rescues + 1, \(dropLease), \(setError)
      WHERE id = :id AND lease_token = :token AND state = 'running'
      """

    static let cancel: SQL =
      """
      UPDATE jobs SET state = 'cancelled', finished_at = :now, rescues = rescues + 1, \(dropLease)
      WHERE id = :id AND lease_token = :token AND state = 'running'
      """

  }
}
