extension Statements {
  enum Prune {
    /// Every job: what it depends on, whether it ended before, and whether its record may be needed for an
    /// instance.
    ///
    /// What was launched together goes together: the slots of a request are its members'.
    static let candidates: SQL =
      """
      SELECT id, after_job, finished_at < :before, kind = 'launch' AND EXISTS (
        SELECT 1 FROM launch_request_jobs AS mine JOIN launch_requests ON launch_requests.id = mine.request
        WHERE mine.job = jobs.id AND (launch_requests.state = 'open'
          OR (launch_requests.state = 'unknown' AND launch_requests.closed_at > :doubtful)
          OR EXISTS (SELECT 1 FROM instances WHERE instances.request = mine.request AND coalesce(gone_at, :before) >= :before)
          OR EXISTS (SELECT 1 FROM launch_request_jobs AS mate JOIN jobs AS other ON other.id = mate.job
            WHERE mate.request = mine.request AND coalesce(other.finished_at, :before) >= :before)))
      FROM jobs
      """
    static let newestFirst: SQL = " ORDER BY id DESC"
    static let among: SQL = " WHERE id IN (\(ids: "ids"))"
    static let neededOutside: SQL =
      """
      SELECT DISTINCT after_job FROM jobs
      WHERE after_job IN (\(ids: "ids")) AND id NOT IN (\(ids: "ids"))
      """

    static let markKeys: SQL =
      "UPDATE unique_keys SET pruned_at = :now WHERE job IN (\(ids: "ids"))"

    /// In this order, children before parents.
    static let removals: [SQL] = [
      "DELETE FROM instances WHERE job IN (\(ids: "ids"))",
      "DELETE FROM launch_request_jobs WHERE job IN (\(ids: "ids"))",
      "DELETE FROM jobs WHERE id IN (\(ids: "ids"))",
    ]
    static let requests: SQL =
      "SELECT DISTINCT request FROM launch_request_jobs WHERE job IN (\(ids: "ids"))"
    private static let memberless: SQL =
      """
      (SELECT value FROM \(each: "ids", as: "touched") WHERE NOT EXISTS
        (SELECT 1 FROM launch_request_jobs WHERE launch_request_jobs.request = touched.value))
      """
    static let requestRemovals: [SQL] = [
      "DELETE FROM launch_sends WHERE request IN \(memberless)",
      "DELETE FROM launch_requests WHERE id IN \(memberless)",
    ]

    /// The newest order, where it is a pruning of the same person that has just begun.
    static let growOrder: SQL =
      """
      UPDATE orders SET jobs = jobs + :jobs,
        detail = \(growKeys)
      WHERE id = (SELECT max(id) FROM orders) AND verb = 'prune' AND operator = :operator AND ordered_at >= :since
      """

    private static let growKeys = SQL(
      sqlite: "json_set(detail, '$.keys_forgotten', json_extract(detail, '$.keys_forgotten') + :keys)",
      postgres:
        """
        CAST(format('{"keys_forgotten":%s}', CAST(detail ->> 'keys_forgotten' AS bigint) + :keys) AS json)
        """)

    static let oldKeys: SQL = "DELETE FROM unique_keys WHERE key IN (\(someOldKeys))"
    private static let someOldKeys: SQL =
      "SELECT key FROM unique_keys WHERE pruned_at < :before ORDER BY pruned_at LIMIT :limit"

    static let countOldKeys: SQL = "SELECT count(*) FROM unique_keys WHERE pruned_at < :before"

    static let unusedSpecs: SQL = "SELECT id FROM specs WHERE \(isUnused)"
    static let removeSpecs: SQL = "DELETE FROM specs WHERE id IN (\(ids: "ids")) AND \(isUnused)"
    private static let isUnused: SQL =
      """
      NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.spec = specs.id)
        AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.pending_spec = specs.id)
        AND NOT EXISTS (SELECT 1 FROM unique_keys WHERE unique_keys.spec = specs.id)
      """
    static let orders: SQL =
      """
      DELETE FROM orders WHERE ordered_at < :before AND NOT EXISTS
        (SELECT 1 FROM order_jobs WHERE order_jobs.order_id = orders.id)
      """
  }
}
