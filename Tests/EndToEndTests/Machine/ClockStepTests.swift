import Foundation
import Subprocess
import Testing

#if os(Linux)
  extension EndToEnd {
    /// Somebody sets the machine's wall clock while a launch is in doubt. EC2 has a clock of its own.
    @Suite struct ClockStepTests {
      /// The shim moves what geuse takes for the time.
      @Test func geuseSeesTheClockThatWasSet() async throws {
        let machine = try FaultyMachine()
        let before = Date()
        machine.setClock(ahead: .seconds(-3600))
        try await machine.sandbox.geuse("launch").exits(0)
        let created = try #require(try await machine.sandbox.jobs("list").first?.createdAt)
        let date = try Date(created, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        #expect((-3600..<(-3540)).contains(date.timeIntervalSince(before)), "\(created)")
      }

      /// The first call takes effect after six seconds; until then every other one is refused. A clock that says that
      /// the window is long over must not let the launch move to the other zone.
      @Test func aClockSetAheadShortensNoWindow() async throws {
        try await inDoubt { simulator, machine, worker, calls in
          #expect(await calls.call("RunInstances", number: 2))
          machine.setClock(ahead: .seconds(600))
        } judging: { ended, simulator, machine in
          ended.exits(0)
          try await machine.expectEveryLaunchOnce(1, simulator)
          // The late call's own: a launch that moved on would be in the other zone, and the late one still to come.
          let zones = try await simulator.state().instances.map(\.availabilityZone)
          #expect(zones == ["us-east-1a"])
        }
      }

      /// So far off that EC2 would take no signature: launches are signed by EC2's own clock.
      @Test(arguments: [1200, 3600])
      func aClockFarAheadShortensNoWindowEither(_ seconds: Int) async throws {
        try await inDoubt { simulator, machine, worker, calls in
          #expect(await calls.call("RunInstances", number: 2))
          // Held by the clock as it was: what is held by one that is ahead is held for that much longer.
          #expect(await worker.error.wait { $0.contains { $0.contains("launch request stays open") } })
          machine.setClock(ahead: .seconds(seconds))
        } judging: { ended, simulator, machine in
          ended.exits(0)
          try await machine.expectEveryLaunchOnce(1, simulator)
          #expect(try await simulator.state().instances.map(\.availabilityZone) == ["us-east-1a"])
        }
      }

      /// The first call of a process is refused for its date, and tells the right one.
      @Test(arguments: [-3600, 3600])
      func aMachineWhoseClockIsWrongLaunchesAllTheSame(_ seconds: Int) async throws {
        try await SimulatorProcess.during { simulator in
          let machine = try FaultyMachine(simulator.variables)
          machine.setClock(ahead: .seconds(seconds))
          try await machine.sandbox.geuse("launch", "--count", "3", "--then-wait").exits(0)
          try await machine.sandbox.geuse("worker", "--until-drained").exits(0)
          try await machine.expectEveryLaunchOnce(3, simulator)
          let refused = try simulator.calls().filter { $0.code != nil }
          #expect(refused.map(\.action) == ["GetCallerIdentity"], "\(refused)")
        }
      }

      /// What is due in seconds is due that much later: geuse is slower for it, not bolder. Set right, it goes on.
      @Test(arguments: [-600, -3600])
      func aClockSetBackHoldsThingsUntilItIsRight(_ seconds: Int) async throws {
        try await inDoubt { simulator, machine, worker, calls in
          #expect(await calls.call("RunInstances", number: 2))
          #expect(await worker.error.wait { $0.contains { $0.contains("launch request stays open") } })
          machine.setClock(ahead: .seconds(seconds))
          try await machine.sandbox.geuse("launch", "--availability-zone", "us-east-1b").exits(0)
          #expect(await worker.error.wait { $0.contains { $0.contains("job=2") && $0.contains("succeeded") } })
          machine.setClock(ahead: .zero)
        } judging: { ended, simulator, machine in
          ended.exits(0)
          try await machine.expectEveryLaunchOnce(2, simulator)
        }
      }

      /// Ahead again and again, from an hour behind to an hour before, while answers are lost.
      @Test func aClockThatIsSetAgainAndAgainDoublesNothing() async throws {
        var random = SeededGenerator()
        let offsets = (0..<8).map { _ in Int.random(in: -3600...3600, using: &random) }.sorted()
        print("clock steps: seed \(random.seed), to \(offsets) seconds ahead")
        try await SimulatorProcess.during { simulator in
          for fault in [
            #"{"kind":"late","action":"RunInstances","count":"all","probability":0.2,"delay":"1s"}"#,
            #"{"kind":"drop_after","action":"RunInstances","count":"all","probability":0.2}"#,
            #"{"kind":"refuse","action":"RunInstances","count":2,"code":"InsufficientInstanceCapacity","probability":0.2}"#,
          ] { try await simulator.add(fault, to: "faults") }
          let machine = try FaultyMachine(simulator.variables)
          machine.setClock(ahead: .seconds(-3600))
          try await machine.sandbox.launchApart(40)
          let ended = try await simulator.followingCalls { calls in
            try await machine.sandbox.geuse(
              "worker", "--lease", "2s", "--concurrency", "2", "--ambiguity-window", "6s", "--until-drained"
            ) { _ in
              for (number, offset) in offsets.enumerated() {
                #expect(await calls.call("RunInstances", number: 3 + 4 * number))
                machine.setClock(ahead: .seconds(offset))
              }
            }
          }.finished
          ended.exits(0)
          try await machine.expectEveryLaunchOnce(40, simulator)
        }
      }

      private static let worker = ["worker", "--lease", "2s", "--ambiguity-window", "12s", "--until-drained"]

      /// One launch over two zones whose first call is late, and refused when it is repeated.
      private func inDoubt(
        _ body: @Sendable (SimulatorProcess, FaultyMachine, RunningProcess, LineLog) async throws -> Void,
        judging: @Sendable (Finished, SimulatorProcess, FaultyMachine) async throws -> Void
      ) async throws {
        try await SimulatorProcess.during { simulator in
          for fault in [
            #"{"kind":"late","action":"RunInstances","delay":"6s"}"#,
            #"{"kind":"refuse","action":"RunInstances","zone":"us-east-1a","count":"all","code":"InsufficientInstanceCapacity","ends_after":"8s"}"#,
          ] { try await simulator.add(fault, to: "faults") }
          let machine = try FaultyMachine(simulator.variables)
          try await machine.sandbox.geuse(
            "launch", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b"
          ).exits(0)
          let ended = try await simulator.followingCalls { calls in
            try await machine.sandbox.during(GeuseBinary.path, Self.worker) { worker in
              try await body(simulator, machine, worker, calls)
            }
          }.finished
          try await judging(ended, simulator, machine)
        }
      }
    }
  }
#endif
