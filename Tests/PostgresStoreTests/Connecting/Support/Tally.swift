#if Postgres
  import Synchronization

  /// What several tasks count together.
  final class Tally: Sendable {
    private let counts = Mutex<[Int32: Int]>([:])
    private let inside = Mutex((now: 0, most: 0))

    func count(_ key: Int32 = 0) { counts.withLock { $0[key, default: 0] += 1 } }
    func enter() { inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { inside.withLock { $0.now -= 1 } }

    var total: Int { counts.withLock { $0.values.reduce(0, +) } }
    var keys: Int { counts.withLock(\.count) }
    /// How many were inside at once.
    var most: Int { inside.withLock(\.most) }
  }
#endif
