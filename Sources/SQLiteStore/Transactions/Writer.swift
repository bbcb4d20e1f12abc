import Foundation
import GRDB
import JobModel
import JobTransactions
import Synchronization

/// The file's one writer in this process: what stands in line together is committed together.
///
/// A commit waits for the disk; a worker with many units under way has as many writes to make at once, and shares one.
final class Writer: Sendable {
  /// A group is closed after that time, so that nobody's answer, and no other process, waits for long.
  private static let longestGroup: Duration = .milliseconds(10)

  /// How long others have for taking the lock, in microseconds.
  private static let turn: UInt32 = 500

  private let pool: DatabasePool
  private let durability: SQLiteJobStore.Durability
  private let busy: FairBusyHandler
  private let log: LogKeeper
  private let hints: HintFolder
  private let state: Mutex<WriterState>
  /// Looks whether the file is still the one that was opened; throws where it is not.
  private let check: @Sendable () throws -> Void
  private let context: @Sendable (Database) -> StoreTransaction
  private let translate: @Sendable (any Error) -> any Error

  init(
    _ pool: DatabasePool, durability: SQLiteJobStore.Durability, busy: FairBusyHandler, hints: HintFolder,
    check: @escaping @Sendable () throws -> Void, context: @escaping @Sendable (Database) -> StoreTransaction,
    translate: @escaping @Sendable (any Error) -> any Error
  ) {
    self.pool = pool
    self.durability = durability
    self.busy = busy
    log = LogKeeper(path: hints.database, busy: busy)
    self.hints = hints
    self.check = check
    self.context = context
    self.translate = translate
    state = Mutex(WriterState(level: durability))
  }

  /// How many stand in line.
  var waiting: Int { state.withLock(\.line.count) }

  func add(_ write: PendingWrite) {
    let way = state.withLock { $0.add(write) }
    switch way {
    case .served: break
    case .queued: queue()
    case .alone: serveAtOnce()
    }
  }

  /// Something else on the writer's connection, outside of any transaction of ours.
  func addAlone(_ work: @escaping @Sendable (Database) -> Void) {
    state.withLock { $0.queued += 1 }
    pool.asyncWriteWithoutTransaction { db in
      work(db)
      if self.state.withLock({ $0.leaveQueue() }) { self.queue() }
    }
  }

  /// One place in the pool's own queue for each; whoever comes first takes along who is there.
  private func queue() {
    pool.asyncWriteWithoutTransaction { db in
      self.serve(db)
      self.log.tend(db)
      if self.state.withLock({ $0.leaveQueue() }) { self.queue() }
    }
  }

  /// On the caller's own thread, which a small commit blocks for no longer than a change of threads and back would take.
  /// Where another process has the lock, that is waited for in the queue.
  private func serveAtOnce() {
    pool.writeWithoutTransaction { serve($0, isAlone: true) }
    if log.isLong { addAlone { self.log.tend($0) } }
    if state.withLock({ $0.endAlone() }) { queue() }
  }

  /// - Parameter isAlone: on a caller's own thread: the lock is not waited for, and nothing large is taken along.
  private func serve(_ db: Database, isAlone: Bool = false) {
    guard let care = state.withLock(\.line.care) else { return }
    var group: [PendingWrite] = []
    do {
      let answers = try commit(db, care, waitsForLock: !isAlone) { begin in
        let began = ContinuousClock.now
        var answers: [@Sendable () -> Void] = []
        while let write = state.withLock({ $0.line.next(care, smallOnly: isAlone) }) {
          group.append(write)
          answers.append(try write.run(begin()))
          if ContinuousClock.now - began > Self.longestGroup { break }
        }
        return answers
      }
      for answer in answers { answer() }
    } catch {
      if isAlone, group.isEmpty, (error as? DatabaseError)?.resultCode == .SQLITE_BUSY { return }
      // Where none was begun, the first in line hears of it.
      if group.isEmpty, let first = state.withLock({ $0.line.next(.durable) }) { group = [first] }
      if group.count == 1 {
        group[0].fail(translate(error))
      } else {
        // One of them failed: what the others do does not depend on it.
        for write in group { serveAlone(write, db) }
      }
    }
  }

  private func serveAlone(_ write: PendingWrite, _ db: Database) {
    do {
      let answer = try commit(db, write.needs.care) { try write.run($0()) }
      answer()
    } catch {
      write.fail(translate(error))
    }
  }

  private func commit<Answer>(
    _ db: Database, _ care: WriteNeeds.Care, waitsForLock: Bool = true,
    _ body: (() -> StoreTransaction) throws -> Answer
  ) throws -> Answer {
    try setLevel(care, db)
    if waitsForLock { giveWay() } else if mustGiveWay { throw DatabaseError(resultCode: .SQLITE_BUSY) }
    busy.isPatient = waitsForLock
    defer { busy.isPatient = true }
    var answer: Answer?
    var effects: [TransactionEffects] = []
    try db.inTransaction(.immediate) {
      busy.isPatient = true
      // Looked at once the lock is had, which may have taken a while.
      try check()
      answer = try body {
        let transaction = context(db)
        effects.append(transaction.effects)
        return transaction
      }
      return .commit
    }
    state.withLock { $0.lastEnd = ContinuousClock.now }
    if effects.contains(where: \.givesWork) { hints.post() }
    // inTransaction has thrown, or the body has run.
    return answer!
  }

  /// Lets others have the lock that was ours a moment ago: they sleep, and would hardly ever find it free.
  private func giveWay() {
    if mustGiveWay { usleep(Self.turn) }
  }

  private var mustGiveWay: Bool {
    busy.hasRivals && ContinuousClock.now - state.withLock(\.lastEnd) < .microseconds(Int64(Self.turn))
  }

  /// Takes no effect within a transaction, so it comes before.
  private func setLevel(_ care: WriteNeeds.Care, _ db: Database) throws {
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
