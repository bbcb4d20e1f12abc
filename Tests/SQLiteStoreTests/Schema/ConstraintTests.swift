import GRDB
import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

/// What the database refuses whatever the store does.
@Suite struct ConstraintTests {
  private let directory: TemporaryDirectory
  private let store: SQLiteJobStore

  init() async throws {
    directory = try TemporaryDirectory()
    store = try directory.store()
    let job = NewJob(spec: .launch(LaunchSpec()), region: "r")
    let ids = try await store.enqueue([job, job]).map(\.id)
    let claimed = try await store.claim(Claim(holder: "a", limit: 1, lease: .seconds(30)))
    let rung = Rung(market: .spot, instanceType: "t3.medium")
    _ = try await store.open(
      NewLaunchRequest(
        uuid: "u", clientToken: "t", region: "r", rung: rung, parameters: [1], members: claimed.map(\.fence)))
    precondition(ids == [1, 2] && claimed.map(\.id) == [1])
  }

  @Test(
    arguments: [
      "UPDATE jobs SET state = 'done' WHERE id = 2",
      "UPDATE jobs SET run_at = 'tomorrow' WHERE id = 2",
      "UPDATE jobs SET state = 'running' WHERE id = 2",
      "UPDATE jobs SET lease_holder = 'x' WHERE id = 2",
      "UPDATE jobs SET lease_holder = NULL WHERE id = 1",
      "UPDATE jobs SET state = 'succeeded', finished_at = 1 WHERE id = 2",
      "UPDATE jobs SET state = 'failed', finished_at = 1 WHERE id = 2",
      "UPDATE jobs SET state = 'cancelled' WHERE id = 2",
      "UPDATE jobs SET finished_at = 1 WHERE id = 2",
      "UPDATE jobs SET state = 'blocked' WHERE id = 2",
      "UPDATE jobs SET state = 'polling', watched_instance = 'i-1' WHERE id = 2",
      "UPDATE jobs SET result = 'not json' WHERE id = 2",
      "UPDATE jobs SET error_code = 'X' WHERE id = 2",
      "UPDATE jobs SET spec = 99 WHERE id = 2",
      "UPDATE jobs SET after_job = 1 WHERE id = 2",
      "UPDATE jobs SET open_request = 99 WHERE id = 2",
      "INSERT INTO attempts (job, number, generation, started_at, worker, outcome) VALUES (1, 1, 1, 1, 'a', 'running')",
      "INSERT INTO attempts (job, number, generation, started_at, worker, outcome) VALUES (2, 1, 1, 1, 'a', 'failed')",
      "INSERT INTO specs (kind, digest, body) VALUES ('launch', zeroblob(31), '{}')",
      "UPDATE launch_requests SET client_token = 'other'",
      "UPDATE launch_requests SET parameters = zeroblob(1)",
      "UPDATE launch_requests SET count = 2",
      "UPDATE launch_requests SET state = 'settled'",
      "UPDATE launch_request_jobs SET job = 2",
      "UPDATE launch_request_jobs SET ordinal = 1",
      "DELETE FROM jobs WHERE id = 1",
      "INSERT INTO store (id, queue_id, created_at) VALUES (2, 'x', 1)",
      "UPDATE store SET account = '1'",
      "INSERT INTO call_buckets (region, name, tokens, line, pace, boot_id, at_boot) VALUES ('r', 'n', 1, 2, 1, 'b', 1)",
      "INSERT INTO call_buckets (region, name, tokens, line, pace, boot_id, at_boot) VALUES ('r', 'n', 1, 1, 0, 'b', 1)",
    ])
  func refused(sql: String) async throws {
    await #expect(throws: DatabaseError.self, "\(sql)") {
      try await store.database.write(.usual) { try $0.db.execute(sql: sql) }
    }
  }
}
