extension Statements {
  enum Ledger {
    static let lease = "SELECT lease_holder, lease_boot_id, lease_expires_boot FROM jobs WHERE id = :id"

    static let insertRequest =
      """
      INSERT INTO launch_requests
        (uuid, client_token, region, rung, parameters, count, state, opened_at, lease_token, lease_holder,
         lease_boot_id, lease_expires_boot)
      VALUES
        (:uuid, :client_token, :region, :rung, :parameters, :count, 'open', :opened_at, 1, :holder, :boot_id, :expires)
      """

    static let insertMember =
      "INSERT INTO launch_request_jobs (request, ordinal, job) VALUES (:request, :ordinal, :job)"

    static let attach = "UPDATE jobs SET open_request = :request WHERE id = :id"

    static let request =
      """
      SELECT uuid, client_token, region, rung, parameters, state, opened_at, absent_at, absent_boot_id, absent_boot
      FROM launch_requests WHERE id = :id
      """

    static let members = "SELECT job FROM launch_request_jobs WHERE request = :request ORDER BY ordinal"

    static let sends =
      """
      SELECT id, signed_at, answer, code, message, request_id, status, boot_id, signed_boot FROM launch_sends
      WHERE request = :request
      ORDER BY id
      """

    static let instances =
      "SELECT ordinal, resource, gone_at FROM instances WHERE request = :request ORDER BY ordinal"

    private static let fence = "id = :id AND lease_token = :token AND state = 'open' AND lease_holder IS NOT NULL"

    private static let unexpired = "lease_boot_id = :boot_id AND lease_expires_boot > :now"

    static let isHeld = "SELECT 1 FROM launch_requests WHERE \(fence)"

    static let isHeldNow = "\(isHeld) AND \(unexpired)"

    static let insertSend =
      """
      INSERT INTO launch_sends (request, worker, signed_at, boot_id, signed_boot)
      SELECT id, :worker, :signed_at, :boot_id, :now FROM launch_requests WHERE \(fence) AND \(unexpired)
      """

    /// An answer is final, except that a launch may be learned of after the answer was lost.
    static let answer =
      """
      UPDATE launch_sends SET answered_at = :now, answer = :answer, status = :status, code = :code, message = :message,
        request_id = :request_id
      WHERE id = :id AND (answer IS NULL OR (answer = 'ambiguous' AND :answer = 'launched'))
      """

    static let close =
      "UPDATE launch_requests SET state = :state, closed_at = :now, \(dropLease) WHERE \(fence)"

    static let noteAbsence =
      """
      UPDATE launch_requests SET absent_at = :now, absent_boot_id = :boot_id, absent_boot = :boot WHERE \(fence)
      """

    static let letGo = "UPDATE launch_requests SET \(dropLease) WHERE \(fence)"

    /// The running members of an open request, as `Finish.held` shows them.
    static let heldMembers =
      """
      SELECT id, lease_token, state, kind, cancel_requested, open_request, attempts, region FROM jobs
      WHERE open_request = :request AND +state = 'running' ORDER BY id
      """

    static let detachAll = "UPDATE jobs SET open_request = NULL WHERE open_request = :request"

    static let hold =
      "UPDATE jobs SET state = 'ready', run_at = :until, \(dropLease), \(setError) WHERE \(Statements.fence)"
  }

  enum Instances {
    static let record =
      """
      INSERT INTO instances (account, region, instance_id, request, ordinal, job, resource, recorded_at, gone_at)
      SELECT coalesce((SELECT account FROM store), 'unbound'), launch_requests.region, :instance, launch_requests.id,
        launch_request_jobs.ordinal, launch_request_jobs.job, :resource, :now, :gone_at
      FROM launch_requests JOIN launch_request_jobs ON launch_request_jobs.request = launch_requests.id
      WHERE launch_requests.id = :request AND launch_request_jobs.ordinal = :ordinal
      ON CONFLICT DO NOTHING
      """

    static let living = "SELECT instance_id FROM instances WHERE request = :request AND gone_at IS NULL"

    static let isKnown = "SELECT 1 FROM instances WHERE instance_id = :instance"

    /// Living instances of a request whose slot has no use for them: its job went on without, or was cancelled.
    /// One that was to be kept is left alone, also where its job failed because nobody knew of it.
    static let withoutJob =
      """
      SELECT instances.instance_id, instances.job FROM instances JOIN jobs ON jobs.id = instances.job
      WHERE instances.request = :request AND instances.gone_at IS NULL
        AND jobs.open_request IS NOT instances.request
        AND NOT (jobs.state IN ('cancelled', 'failed') AND jobs.keep_instance)
        AND (jobs.state = 'cancelled' OR json_extract(jobs.result, '$.instance_id') IS NOT instances.instance_id)
      ORDER BY instances.ordinal
      """

    static let place = "SELECT region, queue, deployment, priority FROM jobs WHERE id = :id"

    static let firstMember = "SELECT job FROM launch_request_jobs WHERE request = :request ORDER BY ordinal LIMIT 1"

    static let termination = """
      SELECT id FROM jobs WHERE spec = :spec AND kind = 'terminate' AND state NOT IN ('failed', 'cancelled') LIMIT 1
      """

    static let gone =
      "UPDATE instances SET gone_at = :now WHERE region = :region AND instance_id = :instance AND gone_at IS NULL"
  }
}
