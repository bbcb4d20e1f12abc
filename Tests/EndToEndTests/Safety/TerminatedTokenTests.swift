import EC2
import Foundation
import JobModel
import Testing

extension EndToEnd {
  /// A launch took effect, its answer was lost, and somebody ended its instance before the replay.
  @Suite struct TerminatedTokenTests {
    private static let reason = "Client.UserInitiatedShutdown"

    @Test func theDeadAreFailuresWithTheirStateReason() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await JointRequest.during(1, in: sandbox, zones: ["us-east-1a"], lease: .seconds(1)) { joint in
          let answer = try await joint.send().answer
          try await simulator.end(answer.instances[0].instanceID, reason: Self.reason)
        }
        try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
        let calls = try simulator.calls("RunInstances")
        #expect(calls.map(\.code) == [nil, "IdempotentInstanceTerminated"])
        let job = try #require(try await sandbox.jobs("status", "1").first)
        #expect(job.state == "failed")
        #expect(job.error?.code == Self.reason)
        #expect(job.error?.hint?.contains("geuse requeue 1") == true)
        try await expectRequeueLaunchesAfresh(sandbox, simulator)
      }
    }

    /// The requeue is a launch of its own: another request, another token.
    private func expectRequeueLaunchesAfresh(_ sandbox: Sandbox, _ simulator: SimulatorProcess) async throws {
      try await sandbox.geuse("requeue", "1").exits(0)
      try await sandbox.geuse("worker", "--until-drained").exits(0)
      #expect(try await sandbox.jobs("status", "1").map(\.state) == ["succeeded"])
      #expect(try await simulator.state().live.count == 1)
      let tokens = try simulator.calls("RunInstances").map(\.clientToken)
      #expect(Set(tokens).count == 2)
    }

    enum Telling: CaseIterable, Sendable {
      /// The replay names all instances, the dead among them.
      case byTheReplay
      /// The replay is refused as EC2 refuses the token of a terminated instance.
      case byTheToken
    }

    @Test(arguments: Telling.allCases)
    func survivorsAreAdopted(_ telling: Telling) async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let dead = try await JointRequest.during(3, in: sandbox, zones: ["us-east-1a"], lease: .seconds(1)) { joint in
          let answer = try await joint.send().answer
          let dead = try #require(answer.instances.first { $0.amiLaunchIndex == 1 })
          try await simulator.end(dead.instanceID, reason: Self.reason)
          return joint.request.members[1]
        }
        if telling == .byTheToken {
          try await simulator.add(
            #"{"kind":"refuse","action":"RunInstances","code":"IdempotentInstanceTerminated","status":400}"#,
            to: "faults")
        }
        try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
        let jobs = try await sandbox.jobs("list", "--kind", "launch")
        #expect(jobs.states == ["succeeded": 2, "failed": 1])
        let failed = try #require(jobs.first { $0.state == "failed" })
        #expect(failed.id == Int(dead) && failed.error?.code == Self.reason)
        let state = try await simulator.state()
        #expect(state.instances.count == 3)
        #expect(Set(jobs.filter { $0.state == "succeeded" }.instanceIDs) == Set(state.live.map(\.instanceId)))
        #expect(try simulator.calls("RunInstances").count == 2)
        #expect(try simulator.calls().filter(\.isLookUp).count == (telling == .byTheToken ? 1 : 0))
      }
    }
  }
}

extension SimulatorProcess {
  /// Ends an instance at once, as somebody else would.
  func end(_ instance: String, reason: String) async throws {
    try await add(#"{"instance_id":"\#(instance)","kind":"dies","after":0,"code":"\#(reason)"}"#, to: "instances")
  }
}
