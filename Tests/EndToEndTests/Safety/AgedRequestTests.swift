import Foundation
import Testing

#if DEBUG
  extension EndToEnd {
    /// A launch whose first send is older than EC2 is trusted to know its token.
    @Suite struct AgedRequestTests {
      private static let worker = [
        "worker", "--lease", "2s", "--ambiguity-window", "6s", "--replay-lifetime", "1s", "--until-drained",
      ]

      /// EC2 never had it: it is looked for until nobody can know any more, and never sent again.
      @Test func itIsLookedForAndNeverSentAgain() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try simulator.sandbox()
          try await sandbox.geuse("launch").exits(0)
          try await sandbox.dies(at: "launch.recorded")
          try await sandbox.geuse(Self.worker).exits(0)
          #expect(try simulator.calls("RunInstances").isEmpty)
          #expect(try simulator.calls().contains(where: \.isLookUp))
          let job = try #require(try await sandbox.jobs("status", "1").first)
          #expect(job.state == "failed" && job.error?.code == "LaunchOutcomeUnknown")
          try await expectRequeueNeedsAWord(sandbox, simulator)
        }
      }

      private func expectRequeueNeedsAWord(_ sandbox: Sandbox, _ simulator: SimulatorProcess) async throws {
        let refused = try await sandbox.geuse("requeue", "1").exits(1).speaksAsGeuse()
        #expect(refused.error.contains("--assume-not-launched"), "\(refused)")
        try await sandbox.geuse("requeue", "1", "--assume-not-launched").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("status", "1").map(\.state) == ["succeeded"])
        #expect(try simulator.calls("RunInstances").count == 1)
      }

      /// EC2 had it: the look finds what the replay must not ask for.
      @Test func whatItLaunchedIsFound() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try simulator.sandbox()
          try await sandbox.geuse("launch").exits(0)
          try await sandbox.dies(at: "launch.answered")
          try await sandbox.geuse(Self.worker).exits(0)
          #expect(try simulator.calls("RunInstances").count == 1)
          let job = try #require(try await sandbox.jobs("status", "1").first)
          let state = try await simulator.state()
          #expect(job.state == "succeeded" && state.instances.map(\.instanceId) == [job.result?.instanceId])
        }
      }

      /// One that knows the token might launch for the first time is not told by a longer life than AWS gives it.
      @Test func noSettingMakesATokenLiveLonger() async throws {
        try await Sandbox().geuse("worker", "--replay-lifetime", "13h").exits(64).speaksAsGeuse()
      }
    }
  }
#endif
