import Subprocess
import Testing

extension EndToEnd {
  @Suite struct RandomKillTests {
    private static let launches = 50
    private static let kills = 20

    @Test func twentyKillsOverFiftyLaunchesLoseAndDoubleNothing() async throws {
      var random = SeededGenerator()
      // Which RunInstances calls are followed by a kill; every launch makes at least one.
      let moments = Array((1..<Self.launches).shuffled(using: &random).prefix(Self.kills)).sorted()
      let picks = moments.map { _ in Int.random(in: 0...1000, using: &random) }
      print("random kills: seed \(random.seed), after the RunInstances calls \(moments)")
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.launchApart(Self.launches)
        // Nobody is drained, and so nobody ends by itself, while a wait is open.
        let bait = try await sandbox.geuse("wait", "1", "--for", "instance-terminated", "--timeout", "1h").exits(0)
        let fleet = Fleet(sandbox, arguments: ["worker", "--until-drained", "--lease", "2s", "--concurrency", "2"])
        try await simulator.followingCalls { calls in
          async let ended: Void = fleet.work(slots: 4)
          for (moment, pick) in zip(moments, picks) {
            #expect(await calls.call("RunInstances", number: moment))
            fleet.kill(pick)
          }
          try await sandbox.geuse("cancel", "\(bait.ids[0])").exits(0)
          try await ended
        }
        #expect(fleet.killed == Self.kills)
        try await expectEveryLaunchOnce(sandbox, simulator)
      }
    }

    private func expectEveryLaunchOnce(_ sandbox: Sandbox, _ simulator: SimulatorProcess) async throws {
      let jobs = try await sandbox.jobs("list").filter { $0.kind == "launch" }
      #expect(jobs.count == Self.launches)
      #expect(jobs.states == ["succeeded": Self.launches], "\(jobs.compactMap(\.error))")
      let state = try await simulator.state()
      #expect(state.instances.count == Self.launches)
      #expect(state.live.count == Self.launches)
      #expect(Set(jobs.instanceIDs) == Set(state.instances.map(\.instanceId)))
      #expect(state.doubles.isEmpty)
      let calls = state.counts.byAction["RunInstances", default: 0]
      print("random kills: \(calls) RunInstances calls, \(jobs.reduce(0) { $0 + $1.rescues }) rescues")
    }
  }
}
