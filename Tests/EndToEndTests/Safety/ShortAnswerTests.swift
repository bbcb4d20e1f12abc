import EC2
import Foundation
import JobModel
import SQLiteStore
import Testing

extension EndToEnd {
  /// EC2 launched 60 of the 100 instances that one request asked for, and its answer was lost.
  @Suite struct ShortAnswerTests {
    private static let asked = 100
    private static let room = 60
    private static let zones = ["us-east-1a", "us-east-1b"]

    /// One lost lease is enough: the members of a request are taken over together.
    @Test func fortyOfItsHundredJobsAreRescuedWhileTheRestAreHeld() async throws {
      try await withShortAnswer { sandbox, simulator, joint, _, _ in
        // The holder still extends sixty leases, for longer than the test takes, when the others run out.
        let held = joint.jobs.suffix(Self.room).map(\.fence)
        #expect(try await joint.store.heartbeat(held, holder: JointRequest.holder, lease: .seconds(600)).isEmpty)
        let worker = try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
        let rescue = try #require(worker.error.split(separator: "\n").first { $0.contains("jobs rescued") })
        #expect(rescue.contains("[\(joint.jobs.map { "\($0.id)" }.joined(separator: ", "))]"), "\(rescue)")
        #expect(try await joint.store.heartbeat(held, holder: JointRequest.holder, lease: .seconds(600)) == held)
        try await expectOneInstanceEach(sandbox, simulator)
      }
    }

    /// What it says is a fact, whoever settled the request meanwhile; what it decides is dropped.
    @Test func theFirstHoldersAnswerComesAfterAnotherHasSettled() async throws {
      try await withShortAnswer { sandbox, simulator, joint, send, answer in
        try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
        let before = try await sandbox.jobs("list")
        #expect(try await joint.close(send, answer) == false)
        let after = try await sandbox.jobs("list")
        #expect(before.map(\.attempts.count) == after.map(\.attempts.count))
        #expect(try await sandbox.launchRequests()[0].sends.map(\.answer) == [.launched, .launched])
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        try await expectOneInstanceEach(sandbox, simulator)
      }
    }

    /// Rescued, but not yet in other hands: the facts are there when the next holder comes.
    @Test func theFirstHoldersAnswerComesBetweenRescueAndClaim() async throws {
      try await withShortAnswer { sandbox, simulator, joint, send, answer in
        var rescued: [JobID] = []
        // The leases are a second long; a rescue before their end takes nothing.
        while rescued.isEmpty { rescued = try await joint.store.rescue() }
        #expect(rescued == joint.jobs.map(\.id))
        #expect(try await joint.close(send, answer) == false)
        let request = try await sandbox.launchRequests()[0]
        #expect(request.state == .open)
        #expect(request.instances.count == Self.room)
        try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
        try await expectOneInstanceEach(sandbox, simulator)
      }
    }

    private func withShortAnswer(
      _ body: @Sendable (Sandbox, SimulatorProcess, JointRequest, Int64, Reservation) async throws -> Void
    ) async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.capacity(#"{"zone":"\#(Self.zones[0])","available":\#(Self.room)}"#)
        let sandbox = try simulator.sandbox()
        try await JointRequest.during(Self.asked, in: sandbox, zones: Self.zones, lease: .seconds(1)) { joint in
          let (send, answer) = try await joint.send()
          #expect(answer.instances.count == Self.room)
          try await body(sandbox, simulator, joint, send, answer)
        }
      }
    }

    private func expectOneInstanceEach(_ sandbox: Sandbox, _ simulator: SimulatorProcess) async throws {
      let jobs = try await sandbox.jobs("list")
      #expect(jobs.states == ["succeeded": Self.asked], "\(jobs.compactMap(\.error))")
      #expect(jobs.allSatisfy { $0.failures == 0 && $0.rescues == 1 })
      let state = try await simulator.state()
      #expect(state.doubles.isEmpty)
      #expect(state.live.count == Self.asked && state.instances.count == Self.asked)
      #expect(Set(jobs.instanceIDs) == Set(state.live.map(\.instanceId)))
      #expect(
        Dictionary(grouping: state.live, by: \.availabilityZone).mapValues(\.count) == [
          Self.zones[0]: Self.room, Self.zones[1]: Self.asked - Self.room,
        ])
      // The sixty it named, by their places in the request; the others say that they moved on.
      let joint = try await sandbox.launchRequests()[0]
      #expect(joint.state == .settled && joint.instances.map(\.ordinal) == Array(0..<Self.room))
      let moved = jobs.filter { $0.attempts.contains { $0.code == "LaunchedShort" } }.map(\.id)
      #expect(Set(moved) == Set(joint.members.suffix(Self.asked - Self.room).map(Int.init)))
      // Its first send and one replay; whatever else was sent carries another token.
      #expect(try simulator.calls("RunInstances").filter { $0.clientToken == joint.clientToken }.count == 2)
    }
  }
}
