import JobModel

extension Statements {
  enum Catalog {
    static let jobs =
      """
      SELECT jobs.id, jobs.kind, jobs.state, jobs.queue, jobs.priority, jobs.failures, jobs.max_failures, jobs.rescues,
        jobs.run_at, jobs.deadline, jobs.created_at, jobs.started_at, jobs.finished_at, unique_keys.key, jobs.after_job,
        jobs.deployment, jobs.region, jobs.spec, jobs.result, jobs.cancel_requested, jobs.open_request IS NOT NULL,
        jobs.error_code, jobs.error_class, jobs.error_message, jobs.error_hint, jobs.error_request_id,
        jobs.pending_spec IS NOT NULL OR jobs.pending_retry_for IS NOT NULL OR jobs.pending_priority IS NOT NULL,
        (SELECT gone_at FROM instances WHERE instance_id = json_extract(jobs.result, '$.instance_id')),
        jobs.watched_instance
      FROM jobs LEFT JOIN unique_keys ON unique_keys.job = jobs.id
      """

    static let isAboutInstance =
      """
      (jobs.id IN (SELECT job FROM instances WHERE instance_id IN (SELECT value FROM json_each(:instances)))
        OR jobs.spec IN (
          SELECT id FROM specs
          WHERE json_extract(body, '$.instance_id') IN (SELECT value FROM json_each(:instances)))
        OR jobs.watched_instance IN (SELECT value FROM json_each(:instances))
        OR json_extract(jobs.result, '$.instance_id') IN (SELECT value FROM json_each(:instances)))
      """

    /// The specs are asked once, not once a job.
    static let launchesWithTags =
      """
      jobs.spec IN (
        SELECT id FROM specs WHERE kind = 'launch' AND NOT EXISTS (
          SELECT 1 FROM json_each(:tags) AS wanted WHERE NOT EXISTS (
            SELECT 1 FROM json_each(specs.body, '$.tags') AS given
            WHERE given.key = wanted.key AND given.value = wanted.value)))
      """
    static let launchesOfTypes =
      """
      jobs.spec IN (
        SELECT id FROM specs WHERE kind = 'launch' AND EXISTS (
          SELECT 1 FROM json_each(specs.body, '$.instance_types')
          WHERE value IN (SELECT value FROM json_each(:types))))
      """

    /// The condition under which a job shows as this word; `:now` tells scheduled from ready.
    static func isShown(_ state: ShownState) -> String {
      switch state {
      case .scheduled: "(jobs.state = 'ready' AND jobs.error_code IS NULL AND jobs.run_at > :now)"
      case .ready: "(jobs.state = 'ready' AND jobs.error_code IS NULL AND jobs.run_at <= :now)"
      case .retrying: "(jobs.state = 'ready' AND jobs.error_code IS NOT NULL)"
      case .blocked, .running, .polling, .succeeded, .failed, .cancelled: "jobs.state = '\(state.rawValue)'"
      }
    }

    /// Beside what its launch left, what a wait saw of it last: max() makes the other columns those of the latest.
    ///
    /// Source: https://www.sqlite.org/lang_select.html#bareagg
    static let instances =
      """
      SELECT instances.resource, seen.resource, launch_requests.rung, instances.region, instances.job, jobs.deployment,
        instances.recorded_at, instances.gone_at
      FROM instances JOIN jobs ON jobs.id = instances.job
        JOIN launch_requests ON launch_requests.id = instances.request
        LEFT JOIN (
          SELECT json_extract(result, '$.instance_id') AS instance, result AS resource, max(finished_at) FROM jobs
          WHERE kind = 'wait' AND result IS NOT NULL GROUP BY 1) AS seen ON seen.instance = instances.instance_id
      """
    static let isInstance = "instances.instance_id IN (SELECT value FROM json_each(:instances))"

    static let attempts =
      """
      SELECT job, number, started_at, finished_at, worker, rung, calls, outcome,
        error_code, error_class, error_message, error_hint, error_request_id
      FROM attempts WHERE job IN (SELECT value FROM json_each(:jobs)) ORDER BY job, number
      """

    static let counts =
      """
      SELECT kind, state, error_code IS NOT NULL, run_at > :now, count(*), min(created_at) FROM jobs GROUP BY 1, 2, 3, 4
      """

    /// A query a state, so that each reads its partial index and none the finished jobs.
    static let backlog =
      """
      SELECT state, \(waiting), count(*) FROM jobs WHERE state = 'ready' AND \(inQueues)
      GROUP BY 2
      UNION ALL SELECT 'running', 0, count(*) FROM jobs WHERE state = 'running' AND \(inQueues)
      UNION ALL SELECT 'polling', 0, count(*) FROM jobs WHERE state = 'polling' AND \(inQueues)
      UNION ALL SELECT 'blocked', 0, count(*) FROM jobs WHERE state = 'blocked' AND \(inQueues)
      """

    /// A termination that is ready counts, whosever it is: an instance that should be gone costs money.
    static let backlogAmong =
      """
      SELECT state, \(waiting), count(*) FROM json_each(:only) AS wanted
      CROSS JOIN jobs ON jobs.id = wanted.value
      WHERE state IN ('ready', 'running', 'polling', 'blocked') AND \(inQueues)
      GROUP BY 1, 2
      UNION ALL SELECT 'ready', 0, count(*) FROM jobs
      WHERE state = 'ready' AND kind = +'terminate' AND (run_at <= :now OR error_code IS NOT NULL) AND \(inQueues)
        AND NOT \(Orders.isPaused)
        AND id NOT IN (SELECT value FROM json_each(:only))
      """

    /// What blocked jobs wait for in the end.
    static let blockers =
      """
      WITH RECURSIVE above (id) AS (
        SELECT after_job FROM jobs
        WHERE state = 'blocked' AND \(inQueues) AND (:only IS NULL OR id IN (SELECT value FROM json_each(:only)))
        UNION SELECT jobs.after_job FROM above JOIN jobs ON jobs.id = above.id WHERE jobs.state = 'blocked')
      SELECT state, \(waiting), count(*) FROM above CROSS JOIN jobs ON jobs.id = above.id WHERE state <> 'blocked'
      GROUP BY 1, 2
      """

    /// Of ready jobs, as ``ReadyJobs`` has them.
    private static let waiting =
      """
      CASE WHEN \(Orders.isPaused) THEN 3 + (run_at > :now AND error_code IS NULL)
        WHEN error_code = '\(JobError.unknownInstancesCode)' THEN 2
        ELSE run_at > :now AND error_code IS NULL END
      """
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

    private static let inQueues = "(:queues IS NULL OR queue IN (SELECT value FROM json_each(:queues)))"

    /// What has ended is waited for no longer: only blocked jobs lead upwards, and waits, whose launch may run again.
    static let related =
      """
      WITH RECURSIVE
        needed (id) AS (
          SELECT value FROM json_each(:ids)
          UNION SELECT jobs.after_job FROM needed JOIN jobs ON jobs.id = needed.id
          WHERE jobs.after_job IS NOT NULL AND (jobs.state = 'blocked'
            OR jobs.kind = 'wait' AND jobs.state IN ('ready', 'running', 'polling'))),
        dependent (id) AS (
          SELECT value FROM json_each(:ids)
          UNION SELECT jobs.id FROM dependent JOIN jobs ON jobs.after_job = dependent.id)
      SELECT id FROM needed UNION SELECT id FROM dependent ORDER BY id
      """

    static let regions =
      """
      SELECT region FROM jobs UNION SELECT region FROM launch_requests UNION SELECT region FROM region_halts
      ORDER BY region
      """

    static let workers =
      """
      SELECT id, host, process_id, queues, concurrency, follower, started_at, last_seen_at, holding,
        boot_id = :boot_id AND expires_boot > :now, paused_at, paused_reason
      FROM workers ORDER BY started_at, id
      """
    static let work = "SELECT lease_holder, kind, count(*) FROM jobs WHERE state = 'running' GROUP BY 1, 2"
    /// Work that one process does for all, such as polling a region.
    static let charges =
      """
      SELECT holder, name FROM named_leases WHERE boot_id = :boot_id AND expires_boot > :now ORDER BY name
      """
  }
}
