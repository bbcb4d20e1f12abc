import Foundation
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
  }
}
