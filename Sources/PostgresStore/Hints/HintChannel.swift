#if Postgres
  import JobModel
  import JobTransactions
  import Synchronization

  /// Hints by LISTEN and NOTIFY: a connection of its own that hears, and one hint at a time that is sent.
  ///
  /// A hint is not sent with the commit that it is about: all commits that notify take turns in the whole server.
  /// Source: https://www.postgresql.org/docs/current/sql-notify.html
  final class HintChannel: Sendable {
    private static let channel = "geuse"
    /// A burst of commits is one hint.
    private static let pause: Duration = .milliseconds(2)
    private static let timeout: Duration = .seconds(10)

    private let pool: PostgresPool
    private let state = Mutex(State())
    /// What this process says, which it need not hear.
    private let name = "\(UInt64.random(in: 0..<UInt64.max))"

    fileprivate struct State {
      /// Where something is to be said; nil where nothing is being said now.
      var saying: Bool?
      var listener: PostgresConnection?
      var heard: [Int: AsyncStream<Void>.Continuation] = [:]
      var last = 0
      var isClosed = false
    }

    init(pool: PostgresPool) { self.pool = pool }

    func close() {
      let (listener, heard) = state.withLock { state in
        state.isClosed = true
        defer {
          state.listener = nil
          state.heard = [:]
        }
        return (state.listener, Array(state.heard.values))
      }
      listener?.close()
      for stream in heard { stream.finish() }
    }

    /// Says that there may be something to do; costs its caller nothing.
    func post() {
      let begins = state.withLock { state in
        defer { state.saying = true }
        return state.saying == nil && !state.isClosed
      }
      guard begins else { return }
      Task { await say() }
    }

    private func say() async {
      while state.withLock({ $0.takeWord() }) {
        _ = try? await pool.with { connection in
          try await connection.run(
            [PostgresCommand("SELECT pg_notify('\(Self.channel)', $1)", [.text(name)])], timeout: Self.timeout)
        }
        try? await Task.sleep(for: Self.pause)
      }
    }

    /// One element for a hint or a burst of them from another process; nil where the server cannot be listened to.
    func hints() async -> AsyncStream<Void>? {
      guard await renew() != .lost else { return nil }
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      let number = state.withLock { state in
        state.last += 1
        state.heard[state.last] = continuation
        return state.last
      }
      continuation.onTermination = { [self] _ in
        let unused = state.withLock { state in
          state.heard[number] = nil
          guard state.heard.isEmpty else { return nil as PostgresConnection? }
          defer { state.listener = nil }
          return state.listener
        }
        unused?.close()
      }
      return stream
    }

    /// Listens again where the connection that did has broken.
    func renew() async -> HintRenewal {
      if state.withLock({ $0.listener })?.isUsable == true { return .whole }
      do {
        let connection = try await PostgresConnection.connect(pool.target)
        let notifications = try await connection.listen(to: [Self.channel], timeout: Self.timeout)
        let isLate = state.withLock { state in
          guard !state.isClosed, state.listener?.isUsable != true else { return true }
          state.listener = connection
          return false
        }
        if isLate {
          connection.close()
          return .whole
        }
        Task { [weak self, name] in
          for await notification in notifications where notification.payload != name { self?.hear() }
        }
        return .renewed
      } catch {
        return .lost
      }
    }

    private func hear() {
      for stream in state.withLock({ Array($0.heard.values) }) { stream.yield() }
    }
  }

  extension HintChannel.State {
    /// Whether there is something to say, which is said next; otherwise nothing is being said any more.
    fileprivate mutating func takeWord() -> Bool {
      let isWanted = saying == true && !isClosed
      saying = isWanted ? false : nil
      return isWanted
    }
  }
#endif
