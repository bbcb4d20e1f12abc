#if Postgres
  import JobModel
  import Synchronization
  import Testing

  @testable import JobTransactions
  @testable import PostgresStore
  @testable import SQLiteStore

  /// A queue with a long history.
  @Suite struct PostgresLongHistoryTests {
    private static let jobs = 20_000

    @Test func aLongHistoryMoves() async throws {
      try await MovingBench.with { bench in
        let file = try bench.file()
        _ = try await file.enqueue([NewJob(spec: .launch(LaunchSpec(name: "web")), region: "eu-west-1")])
        for statement in Self.filling {
          try await file.write(.large) { _ = try await $0.run(statement, []) }
        }
        try file.close()
        let clock = ContinuousClock()
        let began = clock.now
        let marks = Marks()
        let report = try await bench.move(rowsAPart: 2_000, observe: { marks.note($0, clock.now - began) }) {
          try await $0.run()
        }
        let took = clock.now - began
        #expect(report.movedAt != nil && report.differing.isEmpty)
        let rows = report.tables.reduce(0) { $0 + $1.source.rows }
        #expect(rows > 3 * Self.jobs)
        print(
          "moved \(rows) rows of \(Self.jobs) jobs in \(took): \(Int(Double(rows) / took.inSeconds)) rows/s; \(marks.words)"
        )
        let server = try await bench.server()
        defer { server.close() }
        #expect(try await server.counts().map(\.count).reduce(0, +) == Self.jobs)
      }
    }

    /// Jobs like the first, that succeeded with one attempt and one request each.
    private static let filling: [SQL] = [
      """
      INSERT INTO jobs (kind, state, queue, priority, run_at, spec, region, deployment, retry_for, max_failures, attempts,
        created_at, unblocked_at, started_at, deadline, finished_at, lease_token, result)
      WITH RECURSIVE number (value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM number WHERE value < \(raw: "\(jobs)"))
      SELECT kind, 'succeeded', queue, priority, run_at, spec, region, 'web-' || number.value % 100, retry_for,
        max_failures, 1, created_at, unblocked_at, created_at, created_at + 1, created_at + 5000, 1,
        '{"instance_id":"i-' || number.value || '","instance_type":"t3.medium","state":"pending"}'
      FROM number, jobs WHERE jobs.id = 1
      """,
      """
      INSERT INTO attempts (job, number, generation, started_at, finished_at, worker, rung, calls, outcome)
      SELECT id, 1, 1, started_at, finished_at, 'host:1:abc', '{"instance_type":"t3.medium","market":"spot"}', 1,
        'succeeded' FROM jobs WHERE id > 1
      """,
      """
      INSERT INTO unique_keys (key, job, spec, region, created_at) SELECT 'nightly/' || id, id, spec, region, created_at
      FROM jobs
      """,
    ]

    private final class Marks: Sendable {
      private let state = Mutex<(stamped: Duration, numbered: Duration, compared: Duration)>((.zero, .zero, .zero))

      func note(_ step: MoveStep, _ time: Duration) {
        state.withLock { state in
          switch step {
          case .stamped: state.stamped = time
          case .numbered: state.numbered = time
          case .compared: state.compared = time
          case .marked, .copied, .finished: break
          }
        }
      }

      var words: String { state.withLock { "copied after \($0.numbered), compared after \($0.compared)" } }
    }
  }
#endif
