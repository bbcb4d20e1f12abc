import Foundation
import Subprocess
import Testing

extension EndToEnd {
  @Suite struct BackupTests {
    /// While workers work; then put back as docs/safety.md says, with `doctor` between.
    @Test func aBackupIsPutBackAndNothingIsLaunchedTwice() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.launchApart(30, key: "night")
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
        #expect(
          try !FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).contains { $0.hasSuffix("partial") }
        )
        try await sandbox.geuse("doctor", "--offline", "--database", copy).exits(0)

        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: sandbox.database + suffix) }
        try FileManager.default.moveItem(atPath: copy, toPath: sandbox.database)
        try await sandbox.launchApart(30, key: "night")
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
      for suffix in ["", "-wal", "-shm", "-journal", "-wake"] {
        let own = try await sandbox.geuse("backup", sandbox.database + suffix).exits(64).speaksAsGeuse()
        #expect(own.error.contains("that name is the database's own; name another file"))
      }
      #expect(!FileManager.default.fileExists(atPath: sandbox.database + "-wake"))
      let link = sandbox.folder.appending(path: "link").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nothing")
      let nowhere = try await sandbox.geuse("backup", link).exits(1).speaksAsGeuse()
      #expect(nowhere.error.contains("it is a link that leads nowhere; name a new file"), "\(nowhere)")
      // Names of others are theirs, whatever they look like.
      let folder = sandbox.folder.appending(path: "copy.partial/precious")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try await sandbox.geuse("backup", sandbox.folder.appending(path: "copy").path).exits(0)
      #expect(FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func ofCopiesToOneNameAtOnceOneIsMadeAndWhole() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--count", "20000").exits(0)
      let copy = sandbox.folder.appending(path: "copy.db").path
      async let first = sandbox.geuse("backup", copy)
      async let second = sandbox.geuse("backup", copy)
      let ended = try await [first, second]
      #expect(ended.filter { $0.status == .exited(0) }.count == 1)
      #expect(ended.contains { $0.error.contains("the database was not copied") })
      let counted = try await sandbox.geuse("list", "-q", "--database", copy).exits(0)
      #expect(counted.lines.count == 20_000)
    }
  }
}

extension FileManager {
  func permissions(_ path: String) -> Int? { try? attributesOfItem(atPath: path)[.posixPermissions] as? Int }
}
