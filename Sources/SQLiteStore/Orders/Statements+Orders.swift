extension Statements {
  enum Orders {
    static let insert =
      """
      INSERT INTO orders (ordered_at, operator, verb, detail, jobs) VALUES (:now, :operator, :verb, :detail, :jobs)
      """
    static let insertJobs =
      """
      INSERT INTO order_jobs (job, order_id, effect)
      SELECT json_extract(value, '$[0]'), :order, json_extract(value, '$[1]') FROM json_each(:jobs) WHERE true
      ON CONFLICT DO NOTHING
      """
    static let all = "SELECT ordered_at, operator, verb, detail, jobs FROM orders ORDER BY id DESC LIMIT :limit"
    static let aboutJob =
      """
      SELECT ordered_at, operator, verb, detail, jobs FROM order_jobs JOIN orders ON orders.id = order_jobs.order_id
      WHERE order_jobs.job = :job ORDER BY orders.id DESC LIMIT :limit
      """

    /// Whether a pause keeps a job from being claimed.
    static let isPaused =
      """
      (jobs.open_request IS NULL AND EXISTS (SELECT 1 FROM pauses
        WHERE (pauses.queue IS NULL OR pauses.queue = jobs.queue) AND (pauses.kind IS NULL OR pauses.kind = jobs.kind)))
      """
    static let pauses = "SELECT queue, kind, since, operator, reason FROM pauses ORDER BY id"
    static let pause =
      """
      INSERT INTO pauses (queue, kind, since, operator, reason) VALUES (:queue, :kind, :now, :operator, :reason)
      ON CONFLICT DO NOTHING
      """
    static let resume = "DELETE FROM pauses WHERE queue IS :queue AND kind IS :kind"
  }

  enum Prune {
    /// Every job, newest first: what it depends on, whether it ended before, and whether its record may be needed for an
    /// instance.
    ///
    /// What was launched together goes together: the slots of a request are its members'.
    static let candidates =
      """
      SELECT id, after_job, finished_at < :before, kind = 'launch' AND EXISTS (
        SELECT 1 FROM launch_request_jobs AS mine JOIN launch_requests ON launch_requests.id = mine.request
        WHERE mine.job = jobs.id AND (launch_requests.state = 'open'
          OR EXISTS (SELECT 1 FROM instances WHERE instances.request = mine.request AND gone_at IS NULL)
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

    static let keys =
      """
      DELETE FROM unique_keys
      WHERE created_at < :before AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = unique_keys.job)
      """
    static let specs =
      """
      DELETE FROM specs WHERE NOT EXISTS (SELECT 1 FROM unique_keys WHERE unique_keys.spec = specs.id)
        AND id NOT IN (SELECT spec FROM jobs UNION SELECT pending_spec FROM jobs WHERE pending_spec IS NOT NULL)
      """
    static let orders =
      """
      DELETE FROM orders WHERE ordered_at < :before AND NOT EXISTS
        (SELECT 1 FROM order_jobs WHERE order_jobs.order_id = orders.id)
      """
  }
}
