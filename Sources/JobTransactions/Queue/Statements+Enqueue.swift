extension Statements {
  enum Enqueue {
    static let knownKey: SQL = "SELECT job, spec, region, deployment FROM unique_keys WHERE key = :key"

    static let knownSpec: SQL = "SELECT id FROM specs WHERE digest = :digest"

    static let insertSpec: SQL = "INSERT INTO specs (kind, digest, body) VALUES (:kind, :digest, :body)"

    static let insertJob: SQL =
      """
      INSERT INTO jobs
        (kind, state, queue, priority, run_at, spec, region, deployment, after_job, after_condition, retry_for,
         max_failures, created_at, unblocked_at)
      VALUES
        (:kind, :state, :queue, :priority, :run_at, :spec, :region, :deployment, :after_job, :after_condition,
         :retry_for, :max_failures, :created_at, :unblocked_at)
      """

    static let insertKey: SQL =
      """
      INSERT INTO unique_keys (key, job, spec, region, deployment, created_at)
      VALUES (:key, :job, :spec, :region, :deployment, :created_at)
      """
  }
}
