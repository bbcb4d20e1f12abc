import Foundation
import JobModel
import Subprocess
import Testing

extension EndToEnd {
  /// A worker dies with launches in hand, while another has nothing to do.
  @Suite struct TakeoverTests {
    private static let jobs = 4
    /// Half of the default. Expired leases are looked for every five seconds with either of them: every third of a
    /// lease, and no less often than that.
    private static let lease = "15s"

    @Test func itsJobsAreTakenOverWithinTenSecondsAfterTheirLeasesEnd() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.launchApart(Self.jobs)
        try await simulator.add(
          #"{"kind":"slow","action":"RunInstances","delay":"60s","count":\#(Self.jobs)}"#, to: "faults")
        let died = try await simulator.followingCalls { calls in
          try await sandbox.geuse("worker", "--lease", Self.lease) { worker in
            #expect(await calls.call("RunInstances", number: Self.jobs))
            try await sandbox.geuse("worker", "--lease", Self.lease, "--until-drained") { heir in
              #expect(await heir.error.line(containing: "worker started") != nil)
              worker.send(.kill)
              // Nobody extends them any more.
              _ = await worker.error.wait { _ in false }
              let ends = try await leaseEnds(sandbox)
              _ = await heir.error.wait { _ in false }
              try await expectTakenOver(sandbox, after: ends)
            }.finished.exits(0)
          }
        }
        #expect(died.finished.status == .signaled(9))
        let state = try await simulator.state()
        #expect(state.instances.count == Self.jobs && state.doubles.isEmpty)
      }
    }

    private struct Row: Decodable {
      let id: Int
      let at: Int64
    }

    /// When each job's lease ends, by the wall clock in milliseconds.
    private func leaseEnds(_ sandbox: Sandbox) async throws -> [Int: Int64] {
      let rows: [Row] = try await PythonScript.query.run(
        [:], sandbox.database, "SELECT id, lease_expires_boot AS at FROM jobs WHERE state = 'running'")
      #expect(rows.count == Self.jobs)
      let toWall = Timestamp.now().rawValue - BootTime.now().milliseconds
      return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.at + toWall) })
    }

    private func expectTakenOver(_ sandbox: Sandbox, after ends: [Int: Int64]) async throws {
      let claims: [Row] = try await PythonScript.query.run(
        [:], sandbox.database, "SELECT job AS id, started_at AS at FROM attempts WHERE number = 2")
      #expect(claims.count == Self.jobs)
      let waits = claims.map { Double($0.at - (ends[$0.id] ?? 0)) / 1_000 }
      // Not before their end either; the two clocks are read a moment apart.
      #expect(waits.allSatisfy { (-0.1...10).contains($0) }, "\(waits)")
      var table = PrintedTable("takeover", columns: ["lease", "jobs", "claimed after the lease's end"])
      table.add(Self.lease, "\(Self.jobs)", "\(waits.min() ?? 0) to \(waits.max() ?? 0) s")
      try table.print()
    }
  }
}
