import Foundation
import Subprocess
import Testing

extension EndToEnd {
  /// A database as it was some time ago, while EC2 has gone on.
  @Suite struct RestoredDatabaseTests {
    @Test func nothingIsLaunchedAgainAndEveryInstanceFindsItsJob() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        for name in ["a", "b", "b"] { try await sandbox.geuse("launch", "--name", name).exits(0) }
        try await sandbox.geuse("wait", "1").exits(0)
        let backup = try sandbox.backUp()
        // What the backup does not know: three launches, and two more jobs.
        try await sandbox.geuse("launch", "--name", "c", "--unique-key", "c").exits(0)
        try await sandbox.geuse("launch", "--name", "d").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        try sandbox.restore(backup)

        let worker = try await sandbox.geuse("worker", "--until-idle").exits(75)
        #expect(worker.error.contains("launching in us-east-1 is halted"))
        let halted = try await sandbox.jobs("list", "--kind", "launch")
        #expect(halted.map(\.state) == ["retrying", "retrying", "retrying"])
        #expect(Set(halted.map { $0.error?.code }) == ["UnknownInstances"])
        #expect(
          halted[0].error?.hint == "see them and give them to their jobs: geuse doctor --reconcile --region us-east-1")
        #expect(try await sandbox.geuse("status").exits(0).output.contains("launching in us-east-1 is halted since"))
        // Two of the five, which are alike, went together.
        #expect(try await simulator.state().counts.byAction["RunInstances"] == 4)

        // The script runs again, as after every restore; d's does not.
        try await sandbox.geuse("launch", "--name", "c", "--unique-key", "c").exits(0)
        let seen = try await sandbox.geuse("doctor", "--reconcile").exits(1)
        #expect(seen.error.contains("5 instances are not on record"))
        #expect(seen.output.matches(of: /not on record; fits job \d/).count == 4)
        #expect(seen.output.matches(of: /not on record; fits no job/).count == 1)
        #expect(try await sandbox.jobs("list", "--state", "succeeded").isEmpty)

        try await sandbox.geuse("doctor", "--reconcile", "--adopt").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        try await expectOneEach(sandbox, simulator, launches: 5)
        let waits = try await sandbox.jobs("list", "--kind", "wait")
        #expect(waits.map(\.state) == ["succeeded"], "\(waits)")
        let state = try await simulator.state()
        #expect(state.counts.byAction["RunInstances"] == 4)
        for job in try await sandbox.jobs("list", "--kind", "launch") {
          let instance = state.instances.first { $0.instanceId == job.result?.instanceId }
          let name = job.id == 1 ? "a" : job.uniqueKey ?? (job.id < 4 ? "b" : "d")
          #expect(instance?.tags["Name"] == name)
        }
        try await sandbox.geuse("doctor", "--reconcile").exits(0)
        try await sandbox.geuse("launch").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        try await expectOneEach(sandbox, simulator, launches: 6)
      }
    }

    @Test func whatNobodyWantsIsTerminated() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--name", "first").exits(0)
        let backup = try sandbox.backUp()
        try await sandbox.geuse("launch", "--name", "second").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        let second = try #require(try await sandbox.jobs("status", "2").first?.result?.instanceId)
        try sandbox.restore(backup)

        // One wrong id costs nothing.
        try await sandbox.geuse("doctor", "--reconcile", "--terminate", second, "i-0123456789abcdef0").exits(2)
        #expect(try await sandbox.jobs("list", "--kind", "terminate").isEmpty)
        try await sandbox.geuse("doctor", "--reconcile", "--terminate", second).exits(1)
        try await sandbox.geuse("doctor", "--reconcile", "--adopt").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        let state = try await simulator.state()
        #expect(state.live.map(\.instanceId) == [try await sandbox.jobs("status", "1")[0].result?.instanceId])
        #expect(state.instances.first { $0.instanceId == second }?.state != "running")
        #expect(state.counts.byAction["RunInstances"] == 2)
      }
    }

    /// The backup holds a request that was refused since, and whose launch went on to another zone.
    @Test func aRequestThatIsStillOpenInTheBackupIsNotSentAgain() async throws {
      let short = ["--boot", "0s", "--checks", "0s", "--short", "us-east-1a=1h"]
      try await SimulatorProcess.during(short) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b")
          .exits(0)
        let died = try await sandbox.geuse(
          "worker", "--lease", "1s", variables: ["GEUSE_CRASH_AT": "launch.recorded"])
        #expect(died.status == .signaled(9))
        let backup = try sandbox.backUp()
        let window = ["GEUSE_AMBIGUITY_WINDOW": "4s", "GEUSE_LEASE": "1s"]
        try await sandbox.geuse("worker", "--until-drained", variables: window).exits(0)
        #expect(try await sandbox.jobs("status", "1").map(\.state) == ["succeeded"])
        let calls = try await simulator.state().counts.byAction["RunInstances"]
        try sandbox.restore(backup)

        try await sandbox.geuse("worker", "--until-idle", variables: window).exits(75)
        #expect(try await simulator.state().counts.byAction["RunInstances"] == calls)
        try await sandbox.geuse("doctor", "--reconcile", "--adopt", variables: window).exits(0)
        try await sandbox.geuse("worker", "--until-drained", variables: window).exits(0)
        try await expectOneEach(sandbox, simulator, launches: 1)
        #expect(try await simulator.state().counts.byAction["RunInstances"] == calls)
      }
    }

    /// Who has the old file open would launch beside those who have the new one.
    @Test func aWorkerWhoseDatabaseIsReplacedEnds() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch").exits(0)
        let worker = try await sandbox.geuse("worker") { worker in
          #expect(await worker.error.wait { $0.contains { $0.contains("worker started") } })
          let backup = try sandbox.backUp()
          try sandbox.restore(backup)
          _ = await worker.error.wait { _ in false }
        }.finished
        worker.exits(75)
        #expect(worker.error.contains("was replaced or removed while it was in use"))
      }
    }

    /// It claims nothing, and so would not meet the new file by itself.
    @Test func aWorkerThatRestsEndsToo() async throws {
      try await SimulatorProcess.during { simulator in
        let wrong = try Sandbox(simulator.variables.merging(["AWS_SECRET_ACCESS_KEY": "wrong"]) { $1 })
        try await wrong.geuse("launch").exits(0)
        let worker = try await wrong.geuse("worker") { worker in
          #expect(await worker.error.wait { $0.contains { $0.contains("credentials do not work") } })
          try FileManager.default.removeItem(atPath: wrong.database)
          _ = await worker.error.wait { _ in false }
        }.finished
        worker.exits(75)
        #expect(worker.error.contains("was replaced or removed while it was in use"))
      }
    }

    private func expectOneEach(_ sandbox: Sandbox, _ simulator: SimulatorProcess, launches: Int) async throws {
      let jobs = try await sandbox.jobs("list", "--kind", "launch")
      #expect(jobs.states == ["succeeded": launches])
      let state = try await simulator.state()
      #expect(Set(jobs.instanceIDs) == Set(state.live.map(\.instanceId)))
      #expect(jobs.instanceIDs.count == launches && state.live.count == launches)
      #expect(state.doubles.isEmpty)
    }
  }
}

extension Sandbox {
  /// The database as it is while nobody has it open.
  fileprivate func backUp() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for file in [database, database + "-wal"] { files[file] = FileManager.default.contents(atPath: file) }
    return files
  }

  /// Puts a backup in its place, as a person would.
  fileprivate func restore(_ backup: [String: Data]) throws {
    for file in [database, database + "-wal", database + "-shm"] { try? FileManager.default.removeItem(atPath: file) }
    for (file, data) in backup { try data.write(to: URL(filePath: file)) }
  }
}
