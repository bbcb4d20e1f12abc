import Foundation
import JobModel
import Subprocess
import Testing

#if DEBUG
  /// Two workers with one launch: the first stops in the middle of it, past its lease, and wakes when the test says.
  struct LateTwin: Sendable {
    /// EC2's 15 minutes and geuse's 20, in seconds and in the same proportion.
    static let signatureLifetime = 9.0
    static let window = 12.0
    private static let worker = ["worker", "--lease", "2s", "--ambiguity-window", "12s", "--until-drained"]

    let sandbox: Sandbox
    let simulator: SimulatorProcess
    /// All calls, as they come.
    let calls: LineLog
    /// The worker that has stopped.
    let sleeper: RunningProcess

    /// Launches with zone a before zone b, and lets a worker stop at that point.
    /// - Parameter clock: how far their machine's wall clock is ahead of EC2's.
    /// - Returns: how that worker ended after it woke.
    @discardableResult
    static func during(
      stoppedAt point: String, clock ahead: Duration = .zero,
      prepare: @Sendable (SimulatorProcess) async throws -> Void = { _ in },
      body: @Sendable (LateTwin) async throws -> Void
    ) async throws -> Finished {
      for _ in 1...5 {
        let finished = try await SimulatorProcess.during(
          scenario: #"{"signature_lifetime": \#(signatureLifetime)}"#
        ) { simulator in
          try await prepare(simulator)
          return try await play(simulator, stoppedAt: point, clock: ahead, body)
        }
        if let finished { return finished }
      }
      throw Refused(why: "it held the database's lock every time it stopped")
    }

    struct Refused: Error { let why: String }

    /// - Returns: nil where it stopped while another of its threads held the database's write lock: that stops
    ///   everybody.
    private static func play(
      _ simulator: SimulatorProcess, stoppedAt point: String, clock ahead: Duration,
      _ body: @Sendable (LateTwin) async throws -> Void
    ) async throws -> Finished? {
      let machine = try FaultyMachine(simulator.variables)
      machine.setClock(ahead: ahead)
      let sandbox = machine.sandbox
      try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b")
        .exits(0)
      let (finished, isPlayed) = try await simulator.followingCalls { calls in
        let worker = worker + ["--concurrency", "1"]
        return try await sandbox.during(GeuseBinary.path, worker, variables: ["GEUSE_STOP_AT": point]) { sleeper in
          #expect(await sleeper.error.line(containing: "stops at \(point)") != nil)
          let isLocked: Bool = try await PythonScript.isLocked.run([:], sandbox.database)
          guard !isLocked else {
            sleeper.send(.kill)
            return false
          }
          try await body(LateTwin(sandbox: sandbox, simulator: simulator, calls: calls, sleeper: sleeper))
          return true
        }
      }
      guard isPlayed else { return nil }
      let state = try await simulator.state()
      #expect(state.doubles.isEmpty)
      #expect(state.instances.count == 1)
      let job = try #require(try await sandbox.jobs("status", "1").first)
      #expect(job.state == "succeeded" && job.failures == 0 && job.rescues == 1, "\(finished)")
      #expect(job.result?.instanceId == state.instances.first?.instanceId)
      return finished.exits(0)
    }

    /// Runs the other worker until nothing is left to do.
    func takesOver(_ body: @Sendable (RunningProcess) async throws -> Void = { _ in }) async throws {
      try await sandbox.during(GeuseBinary.path, Self.worker) { worker in
        #expect(await worker.error.line(containing: "jobs rescued from expired leases") != nil)
        try await body(worker)
      }.finished.exits(0)
    }

    /// Lets the first worker go on; returns when it has found out that its launch is no longer its own.
    func wakes() async {
      sleeper.send(.resume)
      #expect(await sleeper.error.line(containing: "lease lost") != nil)
    }

    /// The answers to the sends of the first request, as they are on record.
    func answers() async throws -> [String] {
      try await sandbox.launchRequests()[0].sends.map { send in
        [send.answer?.rawValue, send.code].compactMap(\.self).joined(separator: " ")
      }
    }

    /// What was launched, or refused, in which zone, in the order of the calls.
    func launches() throws -> [String] {
      try simulator.calls("RunInstances").map { call in
        "\(call.zone ?? "unknown") \(call.code ?? (call.launched > 0 ? "launched" : "replayed"))"
      }
    }

    func expect(launches: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
      let found = try self.launches()
      #expect(found == launches, sourceLocation: sourceLocation)
    }

    func expect(answers: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws {
      let found = try await self.answers()
      #expect(found == answers, sourceLocation: sourceLocation)
    }
  }
#endif
