#if Postgres
  import JobModel
  import JobTransactions

  /// The usual ends in one statement: successes in whose way nothing stands. What else there is to decide is left out,
  /// and decided by the transaction of every store.
  struct FastFinish {
    private var fences: [Fence] = []
    private var results: [String] = []
    private var calls: [Int64] = []
    /// Where these stand among all.
    private(set) var places: [Int] = []

    init(_ finishes: [JobFinish]) throws {
      let writer = ResultWriter()
      // Rows are locked in one order by all.
      let plain = finishes.enumerated().filter(\.element.isPlainSuccess).sorted {
        $0.element.fence.id < $1.element.fence.id
      }
      for (place, finish) in plain {
        guard case .succeed(let result) = finish.outcome else { continue }
        fences.append(finish.fence)
        results.append(try writer.json(of: result))
        calls.append(Int64(finish.calls))
        places.append(place)
      }
    }

    /// Nil where there is none.
    var command: PostgresCommand? {
      guard !fences.isEmpty else { return nil }
      return PostgresCommand(
        Self.statement, [.ids(fences.map(\.id)), .ids(fences.map(\.token)), .words(results), .ids(calls)])
    }

    /// The places of those that were written: of two decisions about one lease, the first.
    func accepted(_ result: PostgresResult) -> Set<Int> { accepted(result.rows) }

    /// The same where the answer was lost, as the jobs stand now.
    func written(_ transaction: StoreTransaction) async throws -> Set<Int> {
      accepted(
        try await transaction.rows(
          Self.ended, ["ids": Value.ids(fences.map(\.id)), "tokens": Value.ids(fences.map(\.token))]))
    }

    /// - Parameter rows: an id and a token each.
    private func accepted(_ rows: [Row]) -> Set<Int> {
      var written = Set(rows.map { Fence(id: $0[0], token: $0[1]) })
      return Set(zip(places, fences).filter { written.remove($1) != nil }.map(\.0))
    }

    private static let ended: SQL =
      """
      SELECT jobs.id, jobs.lease_token FROM jobs
      JOIN \(pairs: "ids", "tokens", as: "given") ON jobs.id = given.first AND jobs.lease_token = given.second
      WHERE jobs.state = 'succeeded'
      """

    /// Whether any of them made something else ready.
    func givesWork(_ result: PostgresResult) -> Bool {
      result.count > 0 && result.value(row: 0, column: 2) == .integer(1)
    }

    /// A CASE is opaque to the planner: by statistics that were taken while nothing ran, it would expect one running job,
    /// and compare every decision with every one of them.
    private static let statement =
      """
      WITH clock AS MATERIALIZED (SELECT geuse_now() AS now),
      ended AS (
        UPDATE jobs SET state = 'succeeded', finished_at = (SELECT now FROM clock), result = CAST(given.result AS json),
          \(Statements.dropLease.postgres), \(Statements.clearError.postgres)
        FROM unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[]), CAST($3 AS text[]), CAST($4 AS bigint[]))
          AS given (id, token, result, calls)
        WHERE jobs.id = given.id AND CASE WHEN jobs.lease_token = given.token
          THEN jobs.state IN ('running', 'polling') AND jobs.open_request IS NULL
            AND NOT (jobs.cancel_requested = 1 AND jobs.kind = 'launch')
          ELSE false END
        RETURNING jobs.id, jobs.lease_token, jobs.attempts, given.calls),
      closed AS (
        UPDATE attempts SET outcome = 'succeeded', finished_at = (SELECT now FROM clock), calls = attempts.calls + ended.calls,
          \(Statements.clearError.postgres)
        FROM ended
        WHERE attempts.job = ended.id AND attempts.number = ended.attempts),
      unblocked AS (
        UPDATE jobs SET state = 'ready', run_at = greatest(run_at, (SELECT now FROM clock)),
          unblocked_at = greatest(run_at, (SELECT now FROM clock))
        WHERE state = 'blocked' AND after_job = ANY (ARRAY(SELECT id FROM ended))
        RETURNING jobs.id)
      SELECT id, lease_token, EXISTS (SELECT 1 FROM unblocked) FROM ended
      """
  }
#endif
