#if Postgres
  extension PostgresPool {
    /// Who has which connection, and who waits for one: decisions alone, without connections being made or closed.
    ///
    /// A place is the right to one connection; there are as many as the pool may have connections. Whoever gets a place
    /// has a connection with it, or makes one.
    struct StateMachine<Connection> {
      /// What a place comes with.
      enum Place {
        case connection(Connection)
        case empty
      }

      enum Acquisition {
        case place(Place)
        case wait
        case closed
      }

      private let places: Int
      private let keeps: Int
      private let keepsFor: Duration

      private var taken = 0
      /// The one used last is at the end.
      private var idle: [(connection: Connection, since: Duration)] = []
      /// The first of them waits longest.
      private var waiters: [Int] = []
      private(set) var isClosed = false

      /// - Parameters:
      ///   - places: how many connections there may be.
      ///   - keeps: how many of them are kept while nobody needs them, and for how long.
      init(places: Int, keeps: Int, for keepsFor: Duration) {
        self.places = places
        self.keeps = keeps
        self.keepsFor = keepsFor
      }

      var waiting: Int { waiters.count }
      var kept: Int { idle.count }

      /// A place that is free, where nobody waits for it.
      mutating func acquireAtOnce() -> Place? {
        guard !isClosed, taken < places, waiters.isEmpty else { return nil }
        taken += 1
        return idle.popLast().map { .connection($0.connection) } ?? .empty
      }

      /// - Parameter waiter: the caller's number, by which he is told of a place later.
      mutating func acquire(_ waiter: Int) -> Acquisition {
        if isClosed { return .closed }
        if let place = acquireAtOnce() { return .place(place) }
        waiters.append(waiter)
        return .wait
      }

      /// - Parameter connection: nil where it is no longer usable.
      /// - Returns: who gets the place, with what; and what is to be closed.
      mutating func release(_ connection: Connection?, now: Duration) -> (
        next: (waiter: Int, Place)?, closing: [Connection]
      ) {
        if isClosed {
          taken -= 1
          return (nil, connection.map { [$0] } ?? [])
        }
        if !waiters.isEmpty {
          return ((waiters.removeFirst(), connection.map { .connection($0) } ?? .empty), [])
        }
        taken -= 1
        if let connection { idle.append((connection, now)) }
        return (nil, expire(now: now))
      }

      /// Takes out the connections that nobody has needed for too long, or that are too many.
      mutating func expire(now: Duration) -> [Connection] {
        let tooMany = max(0, idle.count - keeps)
        let old = idle.prefix { now - $0.since >= keepsFor }.count
        let closing = idle.prefix(max(tooMany, old)).map(\.connection)
        idle.removeFirst(closing.count)
        return closing
      }

      /// - Returns: whether he was still waiting.
      mutating func stopWaiting(_ waiter: Int) -> Bool {
        guard let index = waiters.firstIndex(of: waiter) else { return false }
        waiters.remove(at: index)
        return true
      }

      /// - Returns: who waits in vain, and what is to be closed now; the others are closed as they come back.
      mutating func close() -> (waiters: [Int], closing: [Connection]) {
        isClosed = true
        defer {
          waiters = []
          idle = []
        }
        return (waiters, idle.map(\.connection))
      }
    }
  }
#endif
