extension Statements {
  enum Orders {
    static let insert: SQL =
      """
      INSERT INTO orders (ordered_at, operator, verb, detail, jobs) VALUES (:now, :operator, :verb, :detail, :jobs)
      """
    static let insertJobs: SQL =
      """
      INSERT INTO order_jobs (job, order_id, effect)
      SELECT changed.value, :order, :effect FROM \(each: "jobs", as: "changed") WHERE true
      ON CONFLICT DO NOTHING
      """
    static let all: SQL = "SELECT ordered_at, operator, verb, detail, jobs FROM orders ORDER BY id DESC LIMIT :limit"
    static let aboutJob: SQL =
      """
      SELECT ordered_at, operator, verb, detail, jobs FROM order_jobs JOIN orders ON orders.id = order_jobs.order_id
      WHERE order_jobs.job = :job ORDER BY orders.id DESC LIMIT :limit
      """

    /// Whether a pause keeps a job from being claimed; `servedQueues` knows the same of whole queues.
    static let isPaused: SQL =
      """
      (jobs.open_request IS NULL AND EXISTS (SELECT 1 FROM pauses
        WHERE (pauses.queue IS NULL OR pauses.queue = jobs.queue) AND (pauses.kind IS NULL OR pauses.kind = jobs.kind)))
      """
    static let pauses: SQL = "SELECT queue, kind, since, operator, reason FROM pauses ORDER BY id"
    static let pause: SQL =
      """
      INSERT INTO pauses (queue, kind, since, operator, reason) VALUES (:queue, :kind, :now, :operator, :reason)
      ON CONFLICT DO NOTHING
      """
    static let resume: SQL = "DELETE FROM pauses WHERE queue \(SQL.isSame) :queue AND kind \(SQL.isSame) :kind"
  }
}
