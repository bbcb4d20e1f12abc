import Foundation
import Testing

extension EndToEnd {
  /// A shortage costs no failure and ends when it ends.
  @Suite struct CapacityTests {
    @Test func aRefusedLaunchWaitsAndARequeueTriesAtOnce() async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.close(zone: "us-east-1a")
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--then-wait").exits(0)
        let began = Date()
        let worker = try await sandbox.geuse("worker") { worker in
          let line = await worker.error.line(containing: "job will be tried again")
          worker.stop()
          return line
        }
        worker.finished.exits(0)
        #expect(worker.result?.contains("InsufficientInstanceCapacity") == true)
        try await expectRetrying(sandbox, since: began)
        // One refusal, one call.
        #expect(try await simulator.state().counts.byAction["RunInstances"] == 1)

        try await simulator.openEverything()
        let requeued = try await sandbox.geuse("requeue", "--class", "capacity").exits(0)
        #expect(requeued.ids == [1])
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        let jobs = try await sandbox.jobs("status", "1", "2")
        #expect(jobs.map(\.state) == ["succeeded", "succeeded"])
        #expect(jobs[0].attempts.map(\.outcome) == ["retrying", "succeeded"])
        #expect(try await simulator.state().instances.map(\.availabilityZone) == ["us-east-1a"])
      }
    }

    private func expectRetrying(_ sandbox: Sandbox, since began: Date) async throws {
      let jobs = try await sandbox.jobs("status", "1", "2")
      #expect(jobs.map(\.state) == ["retrying", "blocked"])
      #expect(jobs[0].failures == 0)
      #expect(jobs[0].error?.class == "capacity")
      #expect(jobs[0].error?.message.contains("us-east-1a") == true)
      let again = try Date(jobs[0].runAt, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
      #expect((14.0...90.0).contains(again.timeIntervalSince(began)))
      let shown = try await sandbox.geuse("list", "--state", "retrying").exits(0)
      #expect(shown.output.contains("InsufficientInstanceCapacity"))
    }
  }
}
