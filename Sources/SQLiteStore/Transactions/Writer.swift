import GRDB
import JobModel
import Synchronization

/// The file's one writer in this process: what stands in line together is committed together.
///
/// A commit waits for the disk; a worker with many units under way has as many writes to make at once, and shares one.
final class Writer: Sendable {
  /// A group is closed after that time, so that nobody's answer, and no other process, waits for long.
  private static let longestGroup: Duration = .milliseconds(10)

  private struct State {
    var line = WriteLine()
    var level: SQLiteJobStore.Durability
  }
  private let pool: DatabasePool
  private let durability: SQLiteJobStore.Durability
  private let log: LogKeeper
  private let hints: HintFolder
  private let state: Mutex<State>
  /// Looks whether the file is still the one that was opened; throws where it is not.
  private let check: @Sendable () throws -> Void
  private let context: @Sendable (Database) -> StoreTransaction
  private let translate: @Sendable (any Error) -> any Error

  init(
    _ pool: DatabasePool, durability: SQLiteJobStore.Durability, log: LogKeeper, hints: HintFolder,
    check: @escaping @Sendable () throws -> Void, context: @escaping @Sendable (Database) -> StoreTransaction,
    translate: @escaping @Sendable (any Error) -> any Error
  ) {
    self.pool = pool
    self.durability = durability
    self.log = log
    self.hints = hints
    self.check = check
    self.context = context
    self.translate = translate
    state = Mutex(State(level: durability))
  }

  /// How many stand in line.
  var waiting: Int { state.withLock(\.line.count) }

  func add(_ write: PendingWrite) {
    state.withLock { $0.line.add(write) }
    // One place in the pool's own queue for each; whoever comes first takes along who is there.
    pool.asyncWriteWithoutTransaction { db in self.serve(db) }
  }

  private func serve(_ db: Database) {
    guard let care = state.withLock(\.line.care) else { return }
    var group: [PendingWrite] = []
    do {
      let answers = try commit(db, care) { begin in
        let began = ContinuousClock.now
        var answers: [@Sendable () -> Void] = []
        while let write = state.withLock({ $0.line.next(care) }) {
          group.append(write)
          answers.append(try write.run(begin()))
          if ContinuousClock.now - began > Self.longestGroup { break }
        }
        return answers
      }
      for answer in answers { answer() }
    } catch {
      // Where none was begun, the first in line hears of it.
      if group.isEmpty, let first = state.withLock({ $0.line.next(.durable) }) { return first.fail(translate(error)) }
      if group.count == 1 { return group[0].fail(translate(error)) }
      // One of them failed: what the others do does not depend on it.
      for write in group { serveAlone(write, db) }
    }
    log.tend(db)
  }

  private func serveAlone(_ write: PendingWrite, _ db: Database) {
    do {
      let answer = try commit(db, write.care) { try write.run($0()) }
      answer()
    } catch {
      write.fail(translate(error))
    }
  }

  private func commit<Answer>(
    _ db: Database, _ care: PendingWrite.Care, _ body: (() -> StoreTransaction) throws -> Answer
  ) throws -> Answer {
    try setLevel(care, db)
    var answer: Answer?
    var effects: [TransactionEffects] = []
    try db.inTransaction(.immediate) {
      // Looked at once the lock is had, which may have taken a while.
      try check()
      answer = try body {
        let transaction = context(db)
        effects.append(transaction.effects)
        return transaction
      }
      return .commit
    }
    if effects.contains(where: \.givesWork) { hints.post() }
    // inTransaction has thrown, or the body has run.
    return answer!
  }

  /// Takes no effect within a transaction, so it comes before.
  private func setLevel(_ care: PendingWrite.Care, _ db: Database) throws {
    let level: SQLiteJobStore.Durability =
      switch care {
      case .light: .normal
      case .usual: durability
      case .durable: .full
      }
    guard state.withLock(\.level) != level else { return }
    try db.execute(sql: "PRAGMA synchronous = \(level.pragma)")
    state.withLock { $0.level = level }
  }
}
