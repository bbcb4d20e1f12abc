import JobModel

extension Statements {
  enum Catalog {
    static let jobs: SQL =
      """
      SELECT jobs.id, jobs.kind, jobs.state, jobs.queue, jobs.priority, jobs.failures, jobs.max_failures, jobs.rescues,
        jobs.run_at, jobs.deadline, jobs.created_at, jobs.started_at, jobs.finished_at, unique_keys.key, jobs.after_job,
        jobs.deployment, jobs.region, jobs.spec, jobs.result, jobs.cancel_requested, jobs.open_request IS NOT NULL,
        jobs.error_code, jobs.error_class, jobs.error_message, jobs.error_hint, jobs.error_request_id,
        jobs.pending_spec IS NOT NULL OR jobs.pending_retry_for IS NOT NULL OR jobs.pending_priority IS NOT NULL,
        (SELECT gone_at FROM instances WHERE instance_id = \(json: "jobs.result", "instance_id")),
        jobs.watched_instance
      FROM jobs LEFT JOIN unique_keys ON unique_keys.job = jobs.id
      """

    static let isAboutInstance: SQL =
      """
      (jobs.id IN (SELECT job FROM instances WHERE instance_id IN (\(words: "instances")))
        OR jobs.spec IN (
          SELECT id FROM specs
          WHERE \(json: "body", "instance_id") IN (\(words: "instances")))
        OR jobs.watched_instance IN (\(words: "instances"))
        OR \(json: "jobs.result", "instance_id") IN (\(words: "instances")))
      """

    /// The specs are asked once, not once a job.
    static let launchesWithTags: SQL =
      """
      jobs.spec IN (
        SELECT id FROM specs WHERE kind = 'launch' AND NOT EXISTS (
          \(lacksTag)))
      """
    private static let lacksTag = SQL(
      sqlite:
        """
        SELECT 1 FROM json_each(:tags) AS wanted WHERE NOT EXISTS (
          SELECT 1 FROM json_each(specs.body, '$.tags') AS given
          WHERE given.key = wanted.key AND given.value = wanted.value)
        """,
      postgres:
        """
        SELECT 1 FROM json_each_text(CAST(:tags AS json)) AS wanted
        WHERE specs.body -> 'tags' ->> wanted.key IS DISTINCT FROM wanted.value
        """)

    static let launchesOfTypes: SQL =
      """
      jobs.spec IN (
        SELECT id FROM specs WHERE kind = 'launch' AND EXISTS (
          SELECT 1 FROM \(types) WHERE given.value IN (\(words: "types"))))
      """

    private static let types = SQL(
      sqlite: "json_each(specs.body, '$.instance_types') AS given",
      postgres: "json_array_elements_text(specs.body -> 'instance_types') AS given (value)")

    /// The condition under which a job shows as this word; `:now` tells scheduled from ready.
    static func isShown(_ state: ShownState) -> SQL {
      switch state {
      case .scheduled: "(jobs.state = 'ready' AND jobs.error_code IS NULL AND jobs.run_at > :now)"
      case .ready: "(jobs.state = 'ready' AND jobs.error_code IS NULL AND jobs.run_at <= :now)"
      case .retrying: "(jobs.state = 'ready' AND jobs.error_code IS NOT NULL)"
      case .blocked, .running, .polling, .succeeded, .failed, .cancelled: "jobs.state = '\(raw: state.rawValue)'"
      }
    }

    /// Beside what its launch left, what a wait saw of it last.
    static let instances: SQL =
      """
      SELECT instances.resource, seen.resource, launch_requests.rung, instances.region, instances.job, jobs.deployment,
        instances.recorded_at, instances.gone_at
      FROM instances JOIN jobs ON jobs.id = instances.job
        JOIN launch_requests ON launch_requests.id = instances.request
        LEFT JOIN (\(lastSeen)) AS seen ON seen.instance = instances.instance_id
      """
    /// In SQLite max() makes the other columns those of the latest: https://www.sqlite.org/lang_select.html#bareagg
    private static let lastSeen = SQL(
      sqlite:
        """
        SELECT json_extract(result, '$.instance_id') AS instance, result AS resource, max(finished_at) FROM jobs
        WHERE kind = 'wait' AND result IS NOT NULL GROUP BY 1
        """,
      postgres:
        """
        SELECT DISTINCT ON (1) result ->> 'instance_id' AS instance, result AS resource FROM jobs
        WHERE kind = 'wait' AND result IS NOT NULL ORDER BY 1, finished_at DESC
        """)
    static let isInstance: SQL = "instances.instance_id IN (\(words: "instances"))"

    static let attempts: SQL =
      """
      SELECT job, number, started_at, finished_at, worker, rung, calls, outcome,
        error_code, error_class, error_message, error_hint, error_request_id
      FROM attempts WHERE job IN (\(ids: "jobs")) ORDER BY job, number
      """

    static let counts: SQL =
      """
      SELECT kind, state, error_code IS NOT NULL, run_at > :now, count(*), min(created_at) FROM jobs GROUP BY 1, 2, 3, 4
      """

    /// A query a state, so that each reads its partial index and none the finished jobs.
    static let backlog: SQL =
      """
      SELECT 'ready', \(waiting), count(*) FROM jobs WHERE state = 'ready' AND \(inQueues)
      GROUP BY 2
      UNION ALL SELECT 'running', 0, count(*) FROM jobs WHERE state = 'running' AND \(inQueues)
      UNION ALL SELECT 'polling', 0, count(*) FROM jobs WHERE state = 'polling' AND \(inQueues)
      UNION ALL SELECT 'blocked', 0, count(*) FROM jobs WHERE state = 'blocked' AND \(inQueues)
      """

    /// A termination that is ready counts, whosever it is: an instance that should be gone costs money.
    static let backlogAmong: SQL =
      """
      SELECT state, \(waiting), count(*) FROM \(each: "only", as: "wanted")
      \(SQL.join) jobs ON jobs.id = wanted.value
      WHERE state IN ('ready', 'running', 'polling', 'blocked') AND \(inQueues)
      GROUP BY 1, 2
      UNION ALL SELECT 'ready', 0, count(*) FROM jobs
      WHERE state = 'ready' AND kind = \(plain: "'terminate'") AND (run_at <= :now OR error_code IS NOT NULL) AND \(inQueues)
        AND NOT \(Orders.isPaused)
        AND id NOT IN (\(ids: "only"))
      """

    /// What blocked jobs wait for in the end.
    static let blockers: SQL =
      """
      WITH RECURSIVE above (id) AS (
        SELECT after_job FROM jobs
        WHERE state = 'blocked' AND \(inQueues) AND (\(isNull: "only", .ids) OR id IN (\(ids: "only")))
        UNION SELECT jobs.after_job FROM above JOIN jobs ON jobs.id = above.id WHERE jobs.state = 'blocked')
      SELECT state, \(waiting), count(*) FROM above \(SQL.join) jobs ON jobs.id = above.id WHERE state <> 'blocked'
      GROUP BY 1, 2
      """

    /// Of ready jobs, as ``ReadyJobs`` has them.
    private static let waiting: SQL =
      """
      CASE WHEN \(Orders.isPaused) THEN CASE WHEN \(isFirstRunLater) THEN 4 ELSE 3 END
        WHEN error_code = '\(raw: JobError.unknownInstancesCode)' THEN 2
        WHEN \(isFirstRunLater) THEN 1 ELSE 0 END
      """
    private static let isFirstRunLater: SQL = "run_at > :now AND error_code IS NULL"

    enum ReadyJobs: Int {
      case now = 0
      /// A first run that lies in the future.
      case later
      /// A launch in a halted region.
      case halted
      case paused
      /// A first run that lies in the future, and paused.
      case pausedLater
    }

    private static let inQueues: SQL = "(\(isNull: "queues", .words) OR queue IN (\(words: "queues")))"

    /// What has ended is waited for no longer: only blocked jobs lead upwards, and waits, whose launch may run again.
    static let related: SQL =
      """
      WITH RECURSIVE
        needed (id) AS (
          \(ids: "ids")
          UNION SELECT jobs.after_job FROM needed JOIN jobs ON jobs.id = needed.id
          WHERE jobs.after_job IS NOT NULL AND (jobs.state = 'blocked'
            OR jobs.kind = 'wait' AND jobs.state IN ('ready', 'running', 'polling'))),
        dependent (id) AS (
          \(ids: "ids")
          UNION SELECT jobs.id FROM dependent JOIN jobs ON jobs.after_job = dependent.id)
      SELECT id FROM needed UNION SELECT id FROM dependent ORDER BY id
      """

    static let regions: SQL =
      """
      SELECT region FROM jobs UNION SELECT region FROM launch_requests UNION SELECT region FROM region_halts
      ORDER BY region
      """

    static let workers: SQL =
      """
      SELECT id, host, process_id, queues, concurrency, follower, started_at, last_seen_at, holding,
        boot_id = :boot_id AND expires_boot > :now, paused_at, paused_reason
      FROM workers ORDER BY started_at, id
      """
    static let work: SQL = "SELECT lease_holder, kind, count(*) FROM jobs WHERE state = 'running' GROUP BY 1, 2"
    /// Work that one process does for all, such as polling a region.
    static let charges: SQL =
      """
      SELECT holder, name FROM named_leases WHERE boot_id = :boot_id AND expires_boot > :now ORDER BY name
      """
  }
}
