extension Statements {
  enum Prune {
    /// Every job: what it depends on, whether it ended before, and whether its record may be needed for an
    /// instance.
    ///
    /// What was launched together goes together: the slots of a request are its members'.
    static let candidates =
      """
      SELECT id, after_job, finished_at < :before, kind = 'launch' AND EXISTS (
        SELECT 1 FROM launch_request_jobs AS mine JOIN launch_requests ON launch_requests.id = mine.request
        WHERE mine.job = jobs.id AND (launch_requests.state = 'open'
          OR (launch_requests.state = 'unknown' AND launch_requests.closed_at > :doubtful)
          OR EXISTS (SELECT 1 FROM instances WHERE instances.request = mine.request AND NOT coalesce(gone_at < :before, 0))
          OR EXISTS (SELECT 1 FROM launch_request_jobs AS mate JOIN jobs AS other ON other.id = mate.job
            WHERE mate.request = mine.request AND NOT coalesce(other.finished_at < :before, 0))))
      FROM jobs
      """
    static let newestFirst = " ORDER BY id DESC"
    static let among = " WHERE id IN (SELECT value FROM json_each(:ids))"
    static let neededOutside =
      """
      SELECT DISTINCT after_job FROM jobs
      WHERE after_job IN (SELECT value FROM json_each(:ids)) AND id NOT IN (SELECT value FROM json_each(:ids))
      """

    static let markKeys =
      "UPDATE unique_keys SET pruned_at = :now WHERE job IN (SELECT value FROM json_each(:ids))"

    /// In this order, children before parents.
    static let removals = [
      "DELETE FROM instances WHERE job IN (SELECT value FROM json_each(:ids))",
      "DELETE FROM launch_request_jobs WHERE job IN (SELECT value FROM json_each(:ids))",
      "DELETE FROM jobs WHERE id IN (SELECT value FROM json_each(:ids))",
    ]
    static let requests =
      "SELECT DISTINCT request FROM launch_request_jobs WHERE job IN (SELECT value FROM json_each(:ids))"
    private static let memberless =
      """
      (SELECT value FROM json_each(:ids) WHERE NOT EXISTS
        (SELECT 1 FROM launch_request_jobs WHERE launch_request_jobs.request = value))
      """
    static let requestRemovals = [
      "DELETE FROM launch_sends WHERE request IN \(memberless)",
      "DELETE FROM launch_requests WHERE id IN \(memberless)",
    ]

    /// The newest order, where it is a pruning of the same person that has just begun.
    static let growOrder =
      """
      UPDATE orders SET jobs = jobs + :jobs,
        detail = json_set(detail, '$.keys_forgotten', json_extract(detail, '$.keys_forgotten') + :keys)
      WHERE id = (SELECT max(id) FROM orders) AND verb = 'prune' AND operator = :operator AND ordered_at >= :since
      """

    static let oldKeys = "DELETE FROM unique_keys WHERE rowid IN (\(someOldKeys))"
    private static let someOldKeys =
      "SELECT rowid FROM unique_keys WHERE pruned_at < :before ORDER BY pruned_at LIMIT :limit"

    static let countOldKeys = "SELECT count(*) FROM unique_keys WHERE pruned_at < :before"

    static let unusedSpecs = "SELECT id FROM specs WHERE \(isUnused)"
    static let removeSpecs = "DELETE FROM specs WHERE id IN (SELECT value FROM json_each(:ids)) AND \(isUnused)"
    private static let isUnused =
      """
      NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.spec = specs.id)
        AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.pending_spec = specs.id)
        AND NOT EXISTS (SELECT 1 FROM unique_keys WHERE unique_keys.spec = specs.id)
      """
    static let orders =
      """
      DELETE FROM orders WHERE ordered_at < :before AND NOT EXISTS
        (SELECT 1 FROM order_jobs WHERE order_jobs.order_id = orders.id)
      """
  }
}
