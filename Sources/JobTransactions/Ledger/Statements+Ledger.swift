extension Statements {
  enum Ledger {
    static let lease: SQL = "SELECT lease_holder, lease_boot_id, lease_expires_boot FROM jobs WHERE id = :id"

    static let insertRequest: SQL =
      """
      INSERT INTO launch_requests
        (uuid, client_token, region, rung, parameters, count, state, opened_at, lease_token, lease_holder,
         lease_boot_id, lease_expires_boot)
      VALUES
        (:uuid, :client_token, :region, :rung, :parameters, :count, 'open', :opened_at, 1, :holder, :boot_id, :expires)
      """

    static let insertMember: SQL =
      "INSERT INTO launch_request_jobs (request, ordinal, job) VALUES (:request, :ordinal, :job)"

    static let attach: SQL = "UPDATE jobs SET open_request = :request WHERE id = :id"

    static let request: SQL =
      """
      SELECT uuid, client_token, region, rung, parameters, state, opened_at, absent_at, absent_boot_id, absent_boot
      FROM launch_requests WHERE id = :id
      """

    static let members: SQL = "SELECT job FROM launch_request_jobs WHERE request = :request ORDER BY ordinal"

    static let sends: SQL =
      """
      SELECT id, signed_at, answer, code, message, request_id, status, boot_id, signed_boot FROM launch_sends
      WHERE request = :request
      ORDER BY id
      """

    static let instances: SQL =
      "SELECT ordinal, resource, gone_at FROM instances WHERE request = :request ORDER BY ordinal"

    private static let fence: SQL = "id = :id AND lease_token = :token AND state = 'open' AND lease_holder IS NOT NULL"

    private static let unexpired: SQL = "lease_boot_id = :boot_id AND lease_expires_boot > :now"

    static let isHeld: SQL = "SELECT 1 FROM launch_requests WHERE \(fence)"

    static let isHeldNow: SQL = "\(isHeld) AND \(unexpired)"

    static let insertSend: SQL =
      """
      INSERT INTO launch_sends (request, worker, signed_at, boot_id, signed_boot)
      SELECT id, :worker, :signed_at, :boot_id, :now FROM launch_requests WHERE \(fence) AND \(unexpired)
      """

    /// An answer is final, except that a launch may be learned of after the answer was lost.
    static let answer: SQL =
      """
      UPDATE launch_sends SET answered_at = :now, answer = :answer, status = :status, code = :code, message = :message,
        request_id = :request_id
      WHERE id = :id AND (answer IS NULL OR (answer = 'ambiguous' AND :answer = 'launched'))
      """

    static let close: SQL =
      "UPDATE launch_requests SET state = :state, closed_at = :now, \(dropLease) WHERE \(fence)"

    static let noteAbsence: SQL =
      """
      UPDATE launch_requests SET absent_at = :now, absent_boot_id = :boot_id, absent_boot = :boot WHERE \(fence)
      """

    static let letGo: SQL = "UPDATE launch_requests SET \(dropLease) WHERE \(fence)"

    /// The running members of an open request, as `Finish.held` shows them.
    static let heldMembers: SQL =
      """
      SELECT id, lease_token, state, kind, cancel_requested, open_request, attempts, region FROM jobs
      WHERE open_request = :request AND \(plain: "state") = 'running' ORDER BY id
      """

    static let detachAll: SQL = "UPDATE jobs SET open_request = NULL WHERE open_request = :request"

    static let hold: SQL =
      "UPDATE jobs SET state = 'ready', run_at = :until, \(dropLease), \(setError) WHERE \(Statements.fence)"
  }

  enum Instances {
    static let record: SQL =
      """
      INSERT INTO instances (account, region, instance_id, request, ordinal, job, resource, recorded_at, gone_at)
      SELECT coalesce((SELECT account FROM store), 'unbound'), launch_requests.region, :instance, launch_requests.id,
        launch_request_jobs.ordinal, launch_request_jobs.job, :resource, :now, :gone_at
      FROM launch_requests JOIN launch_request_jobs ON launch_request_jobs.request = launch_requests.id
      WHERE launch_requests.id = :request AND launch_request_jobs.ordinal = :ordinal
      ON CONFLICT DO NOTHING
      """

    static let living: SQL = "SELECT instance_id FROM instances WHERE request = :request AND gone_at IS NULL"

    static let isKnown: SQL = "SELECT 1 FROM instances WHERE instance_id = :instance"

    /// Living instances of a request whose slot has no use for them: its job went on without, or was cancelled.
    /// One that was to be kept is left alone, also where its job failed because nobody knew of it.
    static let withoutJob: SQL =
      """
      SELECT instances.instance_id, instances.job FROM instances JOIN jobs ON jobs.id = instances.job
      WHERE instances.request = :request AND instances.gone_at IS NULL
        AND jobs.open_request \(SQL.isNot) instances.request
        AND NOT (jobs.state IN ('cancelled', 'failed') AND jobs.keep_instance = 1)
        AND (jobs.state = 'cancelled' OR \(json: "jobs.result", "instance_id") \(SQL.isNot) instances.instance_id)
      ORDER BY instances.ordinal
      """

    static let place: SQL = "SELECT region, queue, deployment, priority FROM jobs WHERE id = :id"

    static let firstMember: SQL =
      "SELECT job FROM launch_request_jobs WHERE request = :request ORDER BY ordinal LIMIT 1"

    static let termination: SQL = """
      SELECT id FROM jobs WHERE spec = :spec AND kind = 'terminate' AND state NOT IN ('failed', 'cancelled') LIMIT 1
      """

    static let gone: SQL =
      "UPDATE instances SET gone_at = :now WHERE region = :region AND instance_id = :instance AND gone_at IS NULL"
  }
}
