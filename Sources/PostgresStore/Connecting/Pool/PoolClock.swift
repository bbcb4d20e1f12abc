#if Postgres
  /// Any clock, read as the time since the pool was made.
  struct PoolClock: Sendable {
    let elapsed: @Sendable () -> Duration
    private let wait: @Sendable (Duration) async throws -> Void

    init(_ clock: any Clock<Duration>) { self = Self.reading(clock) }

    private init(
      elapsed: @escaping @Sendable () -> Duration, wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
      self.elapsed = elapsed
      self.wait = wait
    }

    private static func reading<C: Clock>(_ clock: C) -> PoolClock where C.Duration == Duration {
      let start = clock.now
      return PoolClock(
        elapsed: { start.duration(to: clock.now) }, wait: { try await clock.sleep(for: $0) })
    }

    /// Ends early where the task is cancelled.
    func sleep(for duration: Duration) async throws { try await wait(duration) }
  }
#endif
