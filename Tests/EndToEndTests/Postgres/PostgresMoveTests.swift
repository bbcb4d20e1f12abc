#if Postgres
  import Foundation
  import JobTransactions
  import PostgresStore
  import Subprocess
  import Testing

  extension EndToEnd {
    /// A queue that moves from a file to a server.
    @Suite struct PostgresMoveTests {
      private func move(
        _ sandbox: Sandbox, to url: String, _ flags: String...
      ) async throws -> Finished {
        try await sandbox.geuse(["migrate", "--from", sandbox.database, "--to", url] + flags).speaksAsGeuse()
      }

      #if DEBUG
        /// A worker dies when EC2 has launched and nobody has written it down: the launch is one instance all the same,
        /// found by a worker on the server.
        @Test(arguments: ["launch.recorded", "launch.answered"])
        func anOpenLaunchIsSettledOnTheServer(diesAt point: String) async throws {
          try await SimulatorProcess.during { simulator in
            try await PostgresHost.shared().lendingDatabase { name in
              let url = try PostgresHost.shared().url(name)
              let sandbox = try simulator.sandbox()
              try await sandbox.geuse("launch", "--name", "first", "--then-wait").exits(0)
              try await sandbox.geuse("worker", "--until-drained").exits(0)
              try await sandbox.geuse("launch", "--name", "web", "--then-wait").exits(0)
              try await sandbox.dies(at: point)

              // Who was killed counts as living until its lease is over.
              var moved = try await move(sandbox, to: url)
              while moved.status == .exited(75) {
                #expect(moved.error.contains("and would be left behind"), "\(moved)")
                moved = try await move(sandbox, to: url)
              }
              moved.exits(0)
              #expect(moved.error.contains("moved: all of it is at \(url)"), "\(moved)")
              #expect(!moved.output.contains("NO"), "\(moved)")

              for command in [["list"], ["launch"], ["worker", "--until-idle"], ["migrate"], ["doctor"]] {
                let refused = try await sandbox.geuse(command).exits(78)
                #expect(refused.error.contains("moved to \(url) at "), "\(refused)")
              }
              let there = try Sandbox(simulator.variables, database: url)
              try await there.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
              let jobs = try await there.jobs("list")
              #expect(jobs.states == ["succeeded": 4])
              let state = try await simulator.state()
              #expect(state.doubles.isEmpty)
              #expect(state.live.count == 2)
              #expect(Set(state.live.map(\.instanceId)) == Set(jobs.filter { $0.kind == "launch" }.instanceIDs))
            }
          }
        }
      #endif

      @Test func killedInTheMiddleItGoesOn() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let sandbox = try await filled(20_000)
          try await kill(sandbox, to: host.url(name))
          let early = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          let refused = try await early.geuse("list").exits(75).speaksAsGeuse()
          #expect(refused.error.contains("is not whole yet: queue "), "\(refused)")

          let moved = try await move(sandbox, to: host.url(name)).exits(0)
          #expect(moved.lines.contains { $0.hasPrefix("jobs ") && $0.hasSuffix("yes") }, "\(moved)")
          #expect(try await early.geuse("list", "-q").exits(0).ids.count == 20_000)
          let again = try await move(sandbox, to: host.url(name)).exits(0)
          #expect(again.error.contains("nothing to do: "), "\(again)")
        }
      }

      @Test func takenBackItIsAsItWas() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let sandbox = try await filled(20_000)
          try await kill(sandbox, to: host.url(name))
          try await sandbox.geuse("list").exits(78)
          try await sandbox.geuse("migrate", "--from", sandbox.database, "--take-back").exits(0).speaksAsGeuse()
          #expect(try await sandbox.geuse("list", "-q").exits(0).ids.count == 20_000)
          let nothing = try await sandbox.geuse("migrate", "--from", sandbox.database, "--take-back").exits(0)
          #expect(nothing.error.contains("there is nothing to take back"), "\(nothing)")
          let there = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          #expect(try await there.geuse("launch").exits(0).ids == [1])
          let refused = try await move(sandbox, to: host.url(name)).exits(78)
          #expect(refused.error.contains("has something already (specs, jobs)"), "\(refused)")
        }
      }

      @Test func aTrialChangesNothing() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let sandbox = try await filled(2)
          let trial = try await move(sandbox, to: host.url(name), "--dry-run").exits(0)
          #expect(trial.error == "geuse: nothing stands against it\n")
          #expect(trial.lines.contains("jobs                 2"), "\(trial)")
          let made = try await host.run("SELECT to_regnamespace('geuse') IS NULL", in: name)
          #expect(made.value(row: 0, column: 0) == .integer(1))
          #expect(try await sandbox.geuse("launch").exits(0).ids == [3])
          let json = try await move(sandbox, to: host.url(name), "--output", "json").exits(0)
          let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
          #expect((report["tables"] as? [[String: Any]])?.allSatisfy { $0["same"] as? Bool == true } == true)
        }
      }

      @Test func whoDoesNotOwnTheSchemaMovesNothingThere() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          try await Sandbox(database: host.url(name)).geuse("migrate").exits(0)
          try await host.lendingRole(password: "right", in: name) { role in
            try await host.run("GRANT ALL ON SCHEMA geuse TO \(role)", in: name)
            try await host.run("GRANT ALL ON ALL TABLES IN SCHEMA geuse TO \(role)", in: name)
            let sandbox = try await filled(1)
            let refused = try await move(sandbox, to: host.url(name, as: role, password: "right")).exits(78)
            #expect(refused.error.contains("it is not the schema's owner"), "\(refused)")
            #expect(!refused.error.contains("right@"))
            try await sandbox.geuse("list").exits(0)
          }
        }
      }

      private func filled(_ count: Int) async throws -> Sandbox {
        let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
        try await sandbox.geuse("launch", "--count", "\(count)").exits(0)
        return sandbox
      }

      /// Moves it, and dies before all jobs are there.
      private func kill(_ sandbox: Sandbox, to url: String) async throws {
        let (ended, _) = try await sandbox.geuse("migrate", "--from", sandbox.database, "--to", url) { process in
          #expect(await process.error.wait { $0.contains("geuse: launch_requests: 0 rows") })
          process.send(.kill)
        }
        #expect(ended.status == .signaled(9), "\(ended)")
      }
    }
  }
#endif
