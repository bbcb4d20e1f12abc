#if Postgres
  import Foundation
  import Testing

  extension EndToEnd {
    /// The server goes away under a running worker.
    @Suite struct PostgresOutageTests {
      private static let began = "the database does not answer: nothing is sent to EC2 meanwhile, and nothing is lost"
      private static let ended = "the database answers again"

      @Test func aWorkerGoesOnOnceItIsBackAndEverythingIsDoneOnce() async throws {
        try await SimulatorProcess.during { simulator in
          try await OwnServer.during { server in
            let sandbox = try Sandbox(simulator.variables, database: server.host.url("postgres"))
            try await sandbox.launchApart(40)
            let worker = try await simulator.followingCalls { calls in
              try await sandbox.geuse(
                "worker", "--lease", "4s", "--concurrency", "2", "--until-drained", "--log-level", "debug"
              ) { worker in
                for outage in 1...2 {
                  #expect(await calls.call("RunInstances", number: 10 * outage))
                  try await server.stop()
                  #expect(await worker.error.wait { $0.count { $0.contains(Self.began) } == outage })
                  // It tries again and again, past its leases.
                  let sent = try simulator.calls().count
                  let tries = Self.tries(worker.error.lines)
                  #expect(await worker.error.wait { Self.tries($0) >= tries + 3 })
                  #expect(try simulator.calls().count == sent)
                  try await server.start()
                  #expect(await worker.error.wait { $0.count { $0.contains(Self.ended) } == outage })
                }
              }
            }
            worker.finished.exits(0)
            let lines = worker.finished.error.split(separator: "\n")
            let told = lines.filter { $0.contains(Self.began) || $0.contains(Self.ended) }
            #expect(told.count == 4, "\(told)")
            try await expectOnce(40, sandbox, simulator)
          }
        }
      }

      private static func tries(_ lines: [String]) -> Int { lines.count { $0.contains("rescue failed") } }

      @Test func aWorkerThatIsStoppedMeanwhileEndsSoonAndSaysWhatIsLeft() async throws {
        try await SimulatorProcess.during { simulator in
          try await OwnServer.during { server in
            let sandbox = try Sandbox(simulator.variables, database: server.host.url("postgres"))
            try await sandbox.launchApart(20)
            let clock = ContinuousClock()
            let worker = try await simulator.followingCalls { calls in
              try await sandbox.geuse("worker", "--lease", "4s", "--concurrency", "4") { worker in
                #expect(await calls.call("RunInstances", number: 5))
                try await server.stop()
                #expect(await worker.error.wait { $0.contains { $0.contains(Self.began) } })
                worker.stop()
                let asked = clock.now
                _ = await worker.error.wait { _ in false }
                return clock.now - asked
              }
            }
            worker.finished.exits(75)
            // A commit that was under way is asked about for half a minute.
            #expect(worker.result < .seconds(45))
            let last = worker.finished.error.split(separator: "\n").suffix(2)
            #expect(last.first?.hasPrefix("geuse: the worker ended while the database did not answer; ") == true)
            #expect(
              last.last
                == "geuse: leases that it may still have there run out 4s after their last heartbeat: geuse status")
            try await server.start()
            try await sandbox.geuse("worker", "--lease", "4s", "--until-drained").exits(0)
            try await expectOnce(20, sandbox, simulator)
          }
        }
      }

      private func expectOnce(_ count: Int, _ sandbox: Sandbox, _ simulator: SimulatorProcess) async throws {
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": count], "\(jobs.compactMap(\.error))")
        let state = try await simulator.state()
        #expect(state.doubles.isEmpty && state.instances.count == count)
        #expect(Set(jobs.instanceIDs) == Set(state.instances.map(\.instanceId)))
      }
    }
  }
#endif
