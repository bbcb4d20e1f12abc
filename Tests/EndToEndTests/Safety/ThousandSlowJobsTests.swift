import Foundation
import Subprocess
import Testing

extension EndToEnd {
  /// A worker waits for a thousand answers, two lease lengths long and more, beside two that have nothing to do.
  @Suite struct ThousandSlowJobsTests {
    private static let jobs = 1_000

    @Test func theyAreNeverRobbed() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        // Its image is known from here on.
        try await sandbox.geuse("launch", "--follow").exits(0)
        try await simulator.add(#"{"kind":"slow","action":"RunInstances","delay":"25s","count":"all"}"#, to: "faults")
        try await sandbox.launchApart(Self.jobs)
        let busy = ["worker", "--lease", "10s", "--concurrency", "1000", "--until-drained", "--log-level", "debug"]
        let holder = try await simulator.followingCalls { calls in
          try await sandbox.during(GeuseBinary.path, busy) { _ in
            #expect(await calls.call("RunInstances", number: 2))
            async let one = sandbox.geuse("worker", "--lease", "10s", "--until-drained")
            async let other = sandbox.geuse("worker", "--lease", "10s", "--until-drained")
            for idle in try await [one, other] { #expect(!idle.exits(0).error.contains("rescued"), "\(idle)") }
          }.finished.exits(0)
        }
        try expectHeartbeats(holder)
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": Self.jobs + 1])
        #expect(jobs.allSatisfy { $0.rescues == 0 && $0.failures == 0 })
        let state = try await simulator.state()
        #expect(state.counts.byAction["RunInstances"] == Self.jobs + 1)
        #expect(state.instances.count == Self.jobs + 1)
        #expect(Set(jobs.instanceIDs) == Set(state.instances.map(\.instanceId)))
        #expect(state.doubles.isEmpty)
      }
    }

    /// All thousand leases in one go, as often as the answers took lease lengths and more.
    private func expectHeartbeats(_ holder: Finished) throws {
      let took = holder.error.split(separator: "\n").filter { $0.contains("leases extended") }.compactMap { line in
        line.firstMatch(of: /jobs=(\d+) milliseconds=(\d+)/).flatMap { match in
          Int(match.1).flatMap { jobs in Int(match.2).map { (jobs: jobs, milliseconds: $0) } }
        }
      }
      let whole = took.filter { $0.jobs == Self.jobs }.map(\.milliseconds).sorted()
      #expect(whole.count >= 5, "\(took)")
      #expect(!holder.error.contains("lease lost"))
      var table = PrintedTable(
        "heartbeats", columns: ["jobs held", "heartbeats", "median", "longest", "longest while answers came in"])
      table.add(
        "\(Self.jobs)", "\(took.count)", "\(whole.isEmpty ? 0 : whole[whole.count / 2]) ms", "\(whole.last ?? 0) ms",
        "\(took.map(\.milliseconds).max() ?? 0) ms")
      try table.print()
    }
  }
}
