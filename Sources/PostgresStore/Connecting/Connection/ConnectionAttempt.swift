#if Postgres
  import CLibpq
  import Dispatch
  import Synchronization

  /// The way from a target to an open connection.
  ///
  /// libpq looks names up itself, and waits for the answer: all of it happens on a queue of Dispatch's threads, which may
  /// be waited on. Whoever asked waits no longer than the time limit; what is left behind then ends by itself.
  ///
  /// Unchecked: libpq's handle is touched on `lane` alone.
  final class ConnectionAttempt: @unchecked Sendable {
    private let target: PostgresTarget
    private let timeout: Duration
    private let lane = DispatchQueue(label: "geuse.postgres")
    private let caller: Mutex<CheckedContinuation<PostgresConnection, any Error>?>

    private var handle: OpaquePointer?
    private var readiness: Readiness?
    private var timer: DispatchWorkItem?
    private var isEncrypting = false

    private init(
      _ target: PostgresTarget, timeout: Duration, _ caller: CheckedContinuation<PostgresConnection, any Error>
    ) {
      self.target = target
      self.timeout = timeout
      self.caller = Mutex(caller)
    }

    @concurrent
    static func connect(_ target: PostgresTarget, timeout: Duration) async throws -> PostgresConnection {
      try await withCheckedThrowingContinuation { caller in
        let attempt = ConnectionAttempt(target, timeout: timeout, caller)
        attempt.lane.async { attempt.start() }
      }
    }

    private func start() {
      // Not on the lane, which a look-up may keep.
      let timer = DispatchWorkItem { self.giveUp() }
      self.timer = timer
      DispatchQueue.global().asyncAfter(deadline: .now() + timeout.dispatchInterval, execute: timer)
      handle = target.withParameters { PQconnectStartParams($0, $1, 0) }
      guard let handle, PQstatus(handle) != CONNECTION_BAD else { return fail() }
      // For the server's codes, which its messages lack otherwise.
      PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
      // They would be printed.
      PQsetNoticeProcessor(handle, { _, _ in }, nil)
      wait(for: .writing)
    }

    private func wait(for direction: Readiness.Direction) {
      readiness = Readiness(of: PQsocket(handle), for: direction, on: lane) { self.poll() }
      guard readiness != nil else {
        return settle(.failure(PostgresFailure(.cannotConnect, "too many files are open here")))
      }
    }

    private func poll() {
      readiness?.cancel()
      readiness = nil
      guard isWaitedFor else { return close() }
      isEncrypting = PQstatus(handle) == CONNECTION_SSL_STARTUP
      switch PQconnectPoll(handle) {
      case PGRES_POLLING_READING: wait(for: .reading)
      case PGRES_POLLING_WRITING: wait(for: .writing)
      case PGRES_POLLING_OK: finish()
      default: fail()
      }
    }

    private func finish() {
      guard let handle, let connection = PostgresConnection(handle, on: lane, prepares: target.prepares) else {
        return settle(.failure(PostgresFailure(.cannotConnect, "too many files are open here")))
      }
      self.handle = nil
      settle(.success(connection))
    }

    private func fail() {
      settle(.failure(PostgresFailure(connecting: handle, whileEncrypting: isEncrypting)))
    }

    private func settle(_ result: Result<PostgresConnection, any Error>) {
      close()
      if let caller = takeCaller() {
        caller.resume(with: result)
      } else if case .success(let connection) = result {
        connection.close()
      }
    }

    private func close() {
      timer?.cancel()
      // It holds this.
      timer = nil
      readiness?.cancel()
      readiness = nil
      if let handle { PQfinish(handle) }
      handle = nil
    }

    private func giveUp() {
      takeCaller()?.resume(throwing: PostgresFailure(.cannotConnect, "no answer within \(timeout)"))
      lane.async { self.close() }
    }

    private var isWaitedFor: Bool { caller.withLock { $0 != nil } }

    private func takeCaller() -> CheckedContinuation<PostgresConnection, any Error>? {
      caller.withLock { caller in
        defer { caller = nil }
        return caller
      }
    }
  }
#endif
