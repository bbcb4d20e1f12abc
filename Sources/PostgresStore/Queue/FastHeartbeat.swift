#if Postgres
  import JobModel
  import JobTransactions

  /// Leases that are extended together, with those of their requests.
  struct FastHeartbeat {
    let fences: [Fence]
    let holder: String
    let lease: Duration

    /// How long who is alone in the queue is waited for. An order about many jobs may take longer than leases do; what a
    /// heartbeat changes, it checks itself.
    static let patience: Duration = .seconds(1)

    var command: PostgresCommand {
      PostgresCommand(
        Self.statement,
        [.ids(fences.map(\.id)), .ids(fences.map(\.token)), .text(holder), .integer(lease.milliseconds)])
    }

    /// The fences that no longer hold.
    func lost(_ result: PostgresResult) -> [Fence] {
      let held = Set(result.rows.map { Fence(id: $0[0], token: $0[1]) })
      return fences.filter { !held.contains($0) }
    }

    /// Rows are locked in one order by all who beat. Who has a holder is running; a condition that said so would let the
    /// planner read all that run, by their own index.
    private static let statement =
      """
      WITH clock AS MATERIALIZED (
        SELECT geuse_lease_clock() + CAST($4 AS bigint) AS expires, geuse_lease_clock_name() AS name),
      held AS MATERIALIZED (
        SELECT jobs.id, jobs.lease_token, jobs.open_request FROM jobs
          JOIN unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[])) AS given (id, token) ON jobs.id = given.id
        WHERE jobs.lease_token = given.token AND jobs.lease_holder = $3
        ORDER BY jobs.id FOR UPDATE OF jobs),
      extended AS (
        UPDATE jobs SET lease_boot_id = clock.name, lease_expires_boot = clock.expires FROM clock
        WHERE jobs.id = ANY (ARRAY(SELECT id FROM held))),
      requests AS (
        UPDATE launch_requests SET lease_boot_id = clock.name, lease_expires_boot = clock.expires FROM clock
        WHERE launch_requests.id = ANY (ARRAY(SELECT open_request FROM held WHERE open_request IS NOT NULL))
          AND state = 'open' AND lease_holder = $3)
      SELECT id, lease_token FROM held
      """
  }
#endif
