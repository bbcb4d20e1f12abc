#if Postgres
  import CLibpq
  import Dispatch

  /// An open connection, used by one task at a time. No thread waits for its answers.
  ///
  /// It is in pipeline mode all the time: whatever runs together is sent at once and answered at once.
  /// Source: https://www.postgresql.org/docs/current/libpq-pipeline-mode.html
  ///
  /// Unchecked: everything that changes is touched on `lane` alone, where nothing waits; callers step onto it for as long
  /// as it takes to send.
  package final class PostgresConnection: @unchecked Sendable {
    let lane: DispatchQueue
    /// Nil once it is closed.
    var handle: OpaquePointer?
    /// Why it is closed.
    var end: PostgresFailure?
    var statements: StatementNames
    var run: Run?
    var deadline: Deadline?
    var listeners: [AsyncStream<PostgresNotification>.Continuation] = []

    private var input: Readiness?
    /// While libpq has more to send than the socket takes.
    private var output: Readiness?

    /// What is under way, and who waits for it.
    struct Run {
      var progress: RunProgress
      var timeout: Duration
      var caller: CheckedContinuation<[PostgresResult], any Error>
      /// Cancelled on the server; the answer is waited for a little longer.
      var isCancelled = false
    }

    /// The handle is the new connection's, also where that is nil.
    init?(_ handle: OpaquePointer, on lane: DispatchQueue, prepares: Bool) {
      self.lane = lane
      statements = StatementNames(isOn: prepares)
      guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else { return nil }
      self.handle = handle
      input = Readiness(of: PQsocket(handle), for: .reading, on: lane) { [weak self] in self?.receive() }
      guard input != nil else {
        self.handle = nil
        return nil
      }
      deadline = Deadline(on: lane) { [weak self] in self?.expire() }
    }

    deinit { shut() }

    /// - Parameter timeout: for all of it; the target's own where it is nil.
    /// - Throws: PostgresFailure.
    package static func connect(_ target: PostgresTarget, timeout: Duration? = nil) async throws -> PostgresConnection {
      try await ConnectionAttempt.connect(target, timeout: timeout ?? target.connectTimeout)
    }

    /// Whether nothing has broken it yet; it has broken for good then.
    package var isUsable: Bool { lane.sync { handle != nil } }

    /// Whether no transaction is open. Never while something is under way.
    package var isIdle: Bool { lane.sync { PQtransactionStatus(handle) == PQTRANS_IDLE } }

    /// Whether it prepares statements; no longer once one was lost, as behind a pooler.
    package var preparesStatements: Bool { lane.sync { statements.isOn } }

    package func stopPreparing() { lane.sync { statements.turnOff() } }

    package var isEncrypted: Bool { lane.sync { PQsslInUse(handle) == 1 } }

    package var backend: Int32 { lane.sync { PQbackendPID(handle) } }

    /// Such as 150004 for 15.4.
    package var serverVersion: Int32 { lane.sync { PQserverVersion(handle) } }

    package func close() { lane.sync { die(PostgresFailure(.other, "the connection was closed here")) } }

    /// What has come, and what is left to send.
    private func receive() {
      // Twice: who says something and is gone at once may be told of once alone, and the first look reads what was said.
      for _ in 1...2 {
        guard let handle else { return }
        let isOpen = PQconsumeInput(handle) == 1
        readResults()
        tellListeners()
        if !isOpen { return die(nil) }
      }
    }

    /// Goes on sending, now and whenever there is room.
    func flush() {
      guard let handle else { return }
      switch PQflush(handle) {
      case 0:
        output?.cancel()
        output = nil
      case 1:
        guard output == nil else { return }
        output = Readiness(of: PQsocket(handle), for: .writing, on: lane) { [weak self] in self?.flush() }
        if output == nil { die(PostgresFailure(.other, "too many files are open here")) }
      // What the server said before it broke is still to be read.
      default: receive()
      }
    }

    /// Ends it for good.
    /// - Parameter failure: why; nil where the server is gone.
    func die(_ failure: PostgresFailure?) {
      guard handle != nil else { return }
      end = failure ?? PostgresFailure(.connectionLost(outcomeUnknown: false), lossMessage)
      shut()
      if let run = run {
        self.run = nil
        run.caller.resume(throwing: run.failure(for: failure, message: end?.message ?? ""))
      }
    }

    private func shut() {
      input?.cancel()
      output?.cancel()
      deadline?.cancel()
      for listener in listeners { listener.finish() }
      listeners = []
      if let handle { PQfinish(handle) }
      handle = nil
    }

    /// What libpq says of it. Of the server's messages, which stand in the same text, nothing is repeated.
    private var lossMessage: String {
      let own = ["server closed the connection", "could not receive data", "could not send data", "SSL "]
      let lines = String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline)
      return lines.last { line in own.contains { line.hasPrefix($0) } }.map(String.init) ?? "the server is gone"
    }
  }

  extension PostgresConnection.Run {
    /// - Parameter failure: nil where the server is gone, or did not answer in time.
    func failure(for failure: PostgresFailure?, message: String) -> PostgresFailure {
      // What the server has said about it is worth more than that it then hung up.
      var lost = progress.failure ?? failure ?? PostgresFailure(.other, message)
      let isUnknown = progress.mayCommit
      lost.kind = .connectionLost(outcomeUnknown: isUnknown)
      lost.isSafeToRetry = !isUnknown
      return lost
    }
  }
#endif
