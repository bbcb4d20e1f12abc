import Foundation
import JobModel
import Testing

extension EndToEnd {
  /// One of four launches in a request is cancelled before anybody knows what became of it.
  @Suite struct CancelledMemberTests {
    enum Moment {
      case beforeItIsSent, betweenSendAndAnswer
    }
    private static let cancelled = 2

    @Test func itsInstanceIsTerminatedAndNobodyElses() async throws {
      try await play(.betweenSendAndAnswer, keeping: false) { sandbox, state in
        let lost = state.instances.filter { !state.live.map(\.instanceId).contains($0.instanceId) }
        #expect(lost.count == 1 && state.live.count == 3)
        let ended = try await sandbox.jobs("list", "--kind", "terminate")
        #expect(ended.map(\.state) == ["succeeded"])
        #expect(ended.instanceIDs == lost.map(\.instanceId))
      }
    }

    /// While nothing may have been launched the others go on in a request of their own.
    @Test(arguments: [false, true])
    func itHasNoneWhereNothingWasSent(keeping: Bool) async throws {
      try await play(.beforeItIsSent, keeping: keeping) { sandbox, state in
        #expect(state.live.count == 3)
        let ended = try await sandbox.jobs("list", "--kind", "terminate")
        #expect(ended.isEmpty)
      }
    }

    @Test func itsInstanceIsKeptWhereThatIsWanted() async throws {
      try await play(.betweenSendAndAnswer, keeping: true) { sandbox, state in
        #expect(state.live.count == 4)
        let ended = try await sandbox.jobs("list", "--kind", "terminate")
        #expect(ended.isEmpty)
      }
    }

    private func play(
      _ moment: Moment, keeping: Bool, then body: @Sendable (Sandbox, SimulatorState) async throws -> Void
    ) async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await JointRequest.during(4, in: sandbox, zones: ["us-east-1a"], lease: .seconds(1)) { joint in
          if moment == .betweenSendAndAnswer { try await joint.send() }
          let said = try await sandbox.geuse(
            ["cancel", "\(Self.cancelled)"] + (keeping ? ["--keep-instance"] : [])
          ).exits(0)
          #expect(said.error.contains("job \(Self.cancelled): cancel requested"), "\(said)")
        }
        try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
        let launches = try await sandbox.jobs("list", "--kind", "launch").sorted { $0.id < $1.id }
        #expect(launches.map(\.state) == ["succeeded", "cancelled", "succeeded", "succeeded"])
        let state = try await simulator.state()
        #expect(state.instances.count == (moment == .beforeItIsSent ? 3 : 4))
        #expect(state.doubles.isEmpty)
        let wanted = launches.filter { $0.state == "succeeded" }.instanceIDs
        #expect(Set(wanted).isSubset(of: state.live.map(\.instanceId)) && Set(wanted).count == 3)
        // Members and count are frozen: where the answer was lost it was asked for four once more.
        let requests = try await sandbox.launchRequests().sorted { $0.id < $1.id }
        let tokens = try simulator.calls("RunInstances").map(\.clientToken)
        switch moment {
        case .beforeItIsSent:
          #expect(requests.map(\.state) == [.refused, .settled] && requests.map(\.count) == [4, 3])
          #expect(tokens == [requests[1].clientToken])
        case .betweenSendAndAnswer:
          #expect(requests.map(\.state) == [.settled] && requests.map(\.count) == [4])
          #expect(tokens == Array(repeating: requests[0].clientToken, count: 2))
        }
        try await body(sandbox, state)
      }
    }
  }
}
