import Foundation
import Testing

extension EndToEnd {
  @Suite struct BackupTests {
    /// While workers work; then put back as docs/safety.md says, with `doctor` between.
    @Test func aBackupIsPutBackAndNothingIsLaunchedTwice() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "30", "--unique-key", "night").exits(0)
        let copy = sandbox.folder.appending(path: "copy.db").path
        let worker = try await simulator.followingCalls { calls in
          try await sandbox.geuse("worker", "--concurrency", "1", "--until-drained") { worker in
            #expect(await calls.call("RunInstances", number: 5))
            try await sandbox.geuse("backup", copy).exits(0).speaksAsGeuse()
          }
        }
        worker.finished.exits(0)
        #expect(try await simulator.state().instances.count == 30)
        #expect(FileManager.default.permissions(copy) == 0o600)
        #expect(!FileManager.default.fileExists(atPath: copy + ".partial"))
        try await sandbox.geuse("doctor", "--offline", "--database", copy).exits(0)

        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: sandbox.database + suffix) }
        try FileManager.default.moveItem(atPath: copy, toPath: sandbox.database)
        try await sandbox.geuse("launch", "--count", "30", "--unique-key", "night").exits(0)
        try await sandbox.geuse("worker", "--until-idle").exits(75)
        #expect(try await sandbox.geuse("doctor").exits(1).output.contains("not on record"))
        try await sandbox.geuse("doctor", "--reconcile", "--adopt").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        let jobs = try await sandbox.jobs("list")
        let state = try await simulator.state()
        #expect(jobs.states == ["succeeded": 30] && state.instances.count == 30)
        #expect(Set(jobs.instanceIDs) == Set(state.live.map(\.instanceId)))
      }
    }

    @Test func aBackupReplacesNothing() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      #expect(try await sandbox.geuse("backup", "copy.db").exits(1).error.contains("there is no database"))
      try await sandbox.geuse("launch").exits(0)
      let file = try sandbox.file("taken", [1])
      #expect(try await sandbox.geuse("backup", file).exits(1).error.contains("it exists; name a new file"))
      #expect(FileManager.default.contents(atPath: file) == Data([1]))
      try await sandbox.geuse("backup", "/nowhere/copy.db").exits(1).speaksAsGeuse()
    }
  }
}

extension FileManager {
  func permissions(_ path: String) -> Int? { try? attributesOfItem(atPath: path)[.posixPermissions] as? Int }
}
