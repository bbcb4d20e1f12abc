import Foundation
import JobModel
import SQLiteStore
import Testing

extension EndToEnd {
  @Suite struct MigrateTests {
    /// A database of ours in which no migration has run yet.
    private static let makeOld =
      "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA application_id = 1734702451')"

    @Test func nothingElseUpgradesASchema() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let old = ["--database", sandbox.folder.appending(path: "old.db").path]
      try await sandbox.finish(PythonScript.interpreter, ["-c", Self.makeOld, old[1]]).exits(0)
      for command in [["worker", "--until-idle"], ["launch"], ["list"]] {
        let ended = try await sandbox.geuse(command + old).exits(75).speaksAsGeuse()
        #expect(ended.error.contains("stop the workers, then: geuse migrate"), "\(ended)")
      }
      try await sandbox.geuse(["migrate"] + old).exits(0).speaksAsGeuse()
      #expect(try await sandbox.geuse(["launch"] + old).exits(0).ids == [1])
    }

    @Test func whileAWorkerLivesNothingIsMigrated() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try sandbox.makeDatabase()
      let now = Timestamp.now()
      let worker = WorkerRecord(
        id: "here:1:abc", host: "here", processID: 1, queues: [], concurrency: 8, isFollower: false, startedAt: now,
        lastSeenAt: now)
      try await sandbox.store().join(worker, lease: .seconds(3_600))
      let _: Int = try await PythonScript.changeDatabase.run([:], sandbox.database, "PRAGMA user_version = 5")
      let refused = try await sandbox.geuse("migrate").exits(75).speaksAsGeuse()
      #expect(refused.error.contains("nothing was changed: worker here:1:abc works on this database"), "\(refused)")
      #expect(refused.error.contains("stop it, then: geuse migrate; one that was killed counts for 59m"), "\(refused)")
      #expect(try await sandbox.geuse("list").exits(75).error.contains("the database has schema 5"))
    }
  }
}
