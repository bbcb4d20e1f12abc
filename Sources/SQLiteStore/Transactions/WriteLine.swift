import GRDB
import Synchronization

/// The line in front of this process's one writer; the urgent need not stand in it.
///
/// A worker with a thousand launches in hand has as many writes to make at once. A heartbeat that waited behind them
/// would come after the leases that it was to extend.
final class WriteLine: Sendable {
  enum Urgency { case usual, urgent }
  typealias Work = @Sendable (Database) -> Void

  private struct State {
    var urgent: [Work] = []
    var usual: [Work] = []
  }
  private let pool: DatabasePool
  private let state = Mutex(State())

  init(_ pool: DatabasePool) { self.pool = pool }

  func add(_ urgency: Urgency, _ work: @escaping Work) {
    state.withLock { state in
      switch urgency {
      case .usual: state.usual.append(work)
      case .urgent: state.urgent.append(work)
      }
    }
    // One place in the pool's own queue for each; who comes first in line takes the next.
    pool.asyncWriteWithoutTransaction { db in self.first()(db) }
  }

  private func first() -> Work {
    state.withLock { $0.urgent.isEmpty ? $0.usual.removeFirst() : $0.urgent.removeFirst() }
  }
}
