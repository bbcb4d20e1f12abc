#if Postgres
  import Synchronization

  /// At most so many connections to one target, each lent to one task at a time.
  ///
  /// Nobody's cancellation ends a wait here: a decision that is to be written is written, or refused for a better reason.
  /// The time limits end them.
  package final class PostgresPool: Sendable {
    package typealias Generator = any RandomNumberGenerator & Sendable

    /// What happens when nothing is to be had at once.
    package struct Limits: Sendable {
      /// How long connecting is tried again while the failure is one that passes; 0 for one try.
      package var patience: Duration = .seconds(30)
      /// How long one waits for another's connection.
      package var waiting: Duration = .seconds(30)
      /// How many connections are kept open while nobody needs them, and for how long.
      package var keeps = 4
      package var keepsFor: Duration = .seconds(60)

      package init() {}
    }

    package let target: PostgresTarget
    private let limits: Limits
    private let clock: PoolClock
    private let state: Mutex<State>

    private struct State {
      var machine: StateMachine<PostgresConnection>
      var waiting: [Int: CheckedContinuation<StateMachine<PostgresConnection>.Place, any Error>] = [:]
      var lastWaiter = 0
      /// False once a connection has met a pooler that loses statements.
      var prepares: Bool
      var generator: Generator
      var patience: Duration
    }

    package init(
      _ target: PostgresTarget, limits: Limits = Limits(), clock: any Clock<Duration> = ContinuousClock(),
      generator: Generator = SystemRandomNumberGenerator()
    ) {
      self.target = target
      self.limits = limits
      self.clock = PoolClock(clock)
      let machine = StateMachine<PostgresConnection>(
        places: target.poolSize, keeps: limits.keeps, for: limits.keepsFor)
      state = Mutex(
        State(machine: machine, prepares: target.prepares, generator: generator, patience: limits.patience))
    }

    /// Lends a connection; a transaction that is left open is rolled back.
    /// - Throws: PostgresFailure where there is none to be had, and what the body throws.
    package func with<Answer>(_ body: (PostgresConnection) async throws -> Answer) async throws -> Answer {
      let connection = try await acquire()
      do {
        let answer = try await body(connection)
        await release(connection)
        return answer
      } catch {
        // Another one may find the server that took over.
        if (error as? PostgresFailure)?.kind == .readOnly { connection.close() }
        await release(connection)
        throw error
      }
    }

    /// Closes what is idle now, and the others as they come back; whoever waits fails.
    package func close() {
      let (waiters, closing) = state.withLock { state in
        let (waiters, closing) = state.machine.close()
        return (waiters.compactMap { state.waiting.removeValue(forKey: $0) }, closing)
      }
      for waiter in waiters { waiter.resume(throwing: Self.closed) }
      for connection in closing { connection.close() }
    }

    /// From now on connecting is tried again for so long.
    func setPatience(_ patience: Duration) { state.withLock { $0.patience = patience } }

    /// How many wait for a connection.
    package var waiting: Int { state.withLock(\.machine.waiting) }

    private static let closed = PostgresFailure(.other, "the pool was closed here")
  }

  // MARK: - Lending

  extension PostgresPool {
    private func acquire() async throws -> PostgresConnection {
      let place = if let place = takePlaceAtOnce() { place } else { try await waitForPlace() }
      if case .connection(let connection) = place, connection.isUsable {
        if !state.withLock(\.prepares) { connection.stopPreparing() }
        return connection
      }
      do {
        return try await connect()
      } catch {
        pass(on: nil)
        throw error
      }
    }

    private func takePlaceAtOnce() -> StateMachine<PostgresConnection>.Place? {
      let (place, closing) = state.withLock { state in
        let closing = state.machine.expire(now: clock.elapsed())
        return (state.machine.acquireAtOnce(), closing)
      }
      for connection in closing { connection.close() }
      return place
    }

    @concurrent
    private func waitForPlace() async throws -> StateMachine<PostgresConnection>.Place {
      let waiter = state.withLock { state in
        state.lastWaiter += 1
        return state.lastWaiter
      }
      // In a task of its own, which the caller's cancellation does not reach.
      let limit = Task {
        try await clock.sleep(for: limits.waiting)
        expire(waiter)
      }
      defer { limit.cancel() }
      return try await withCheckedThrowingContinuation { caller in
        let acquisition = state.withLock { state in
          let acquisition = state.machine.acquire(waiter)
          if case .wait = acquisition { state.waiting[waiter] = caller }
          return acquisition
        }
        switch acquisition {
        case .place(let place): caller.resume(returning: place)
        case .closed: caller.resume(throwing: Self.closed)
        case .wait: break
        }
      }
    }

    private func expire(_ waiter: Int) {
      let caller = state.withLock { state in
        state.machine.stopWaiting(waiter) ? state.waiting.removeValue(forKey: waiter) : nil
      }
      caller?.resume(
        throwing: PostgresFailure(.poolTimeout, "no connection became free within \(limits.waiting)"))
    }

    private func release(_ connection: PostgresConnection) async {
      let isClean = await connection.endTransaction()
      if !connection.preparesStatements { state.withLock { $0.prepares = false } }
      pass(on: isClean ? connection : nil)
      if !isClean { connection.close() }
    }

    /// Gives a place back, or to who is next.
    private func pass(on connection: PostgresConnection?) {
      let (caller, place, closing) = state.withLock { state in
        let (next, closing) = state.machine.release(connection, now: clock.elapsed())
        return (next.flatMap { state.waiting.removeValue(forKey: $0.waiter) }, next?.1, closing)
      }
      if let place { caller?.resume(returning: place) }
      for connection in closing { connection.close() }
    }
  }

  // MARK: - Connecting

  extension PostgresPool {
    private func connect() async throws -> PostgresConnection {
      let start = clock.elapsed()
      var failures = 0
      while true {
        do {
          let connection = try await PostgresConnection.connect(target)
          if !state.withLock(\.prepares) { connection.stopPreparing() }
          return connection
        } catch let failure as PostgresFailure where failure.kind.passes {
          failures += 1
          let (delay, patience) = state.withLock { state in
            (Backoff.delay(failures: failures, within: state.patience, &state.generator), state.patience)
          }
          let left = start + patience - clock.elapsed()
          guard left > .zero else { throw failure }
          try await Task { [clock] in try await clock.sleep(for: min(delay, left)) }.value
        }
      }
    }
  }
#endif
