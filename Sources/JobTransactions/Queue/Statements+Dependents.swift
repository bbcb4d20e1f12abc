extension Statements {
  enum Dependents {
    static let state: SQL = "SELECT state FROM jobs WHERE id = :id"

    static let ended: SQL =
      """
      SELECT kind, state, after_job, error_code, error_class, error_message, error_hint, error_request_id
      FROM jobs WHERE id = :id
      """

    /// A run_at of its own that lies ahead is kept, and a wait's time runs from it.
    static let unblockAll: SQL =
      """
      UPDATE jobs SET state = 'ready', run_at = \(greatest: "run_at", ":now"), unblocked_at = \(greatest: "run_at", ":now")
      WHERE after_job IN (\(ids: "ids")) AND state = 'blocked'
      """

    static let unblockThoseForCompletion = unblockAll + " AND after_condition = 'completion'"

    static let blockedOn: SQL = "SELECT id FROM jobs WHERE after_job = :id AND state = 'blocked' ORDER BY id"

    static let fail: SQL =
      "UPDATE jobs SET state = 'failed', finished_at = :now, \(setError) WHERE id = :id AND state = 'blocked'"
  }
}
