import Foundation
import GRDB
import JobTransactions
import Synchronization
import Testing

@testable import SQLiteStore

@Suite struct LogLengthTests {
  /// Those who read all the time leave SQLite's own checkpoints no gap to start the log over.
  @Test func theLogStaysShortBesideReaders() async throws {
    let directory = try TemporaryDirectory()
    let busy = FairBusyHandler()
    var configuration = Configuration()
    configuration.busyMode = .callback { busy.wait(tries: $0) }
    let pool = try DatabasePool(path: directory.file(), configuration: configuration)
    try await pool.write { db in try db.execute(sql: "CREATE TABLE words (word TEXT NOT NULL)") }
    let readers = (0..<2).map { _ in
      Task {
        while !Task.isCancelled {
          _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM words WHERE word = 'x'") }
        }
      }
    }
    let keeper = LogKeeper(path: directory.file(), busy: busy, longEnough: 1 << 20)
    var longest = 0
    for _ in 0..<200 {
      try await pool.writeWithoutTransaction { db in
        try db.execute(
          sql: "INSERT INTO words (word) VALUES (?)", arguments: [String(repeating: "word", count: 20_000)])
        keeper.tend(db)
      }
      longest = max(longest, directory.size("jobs.db-wal"))
    }
    for reader in readers { reader.cancel() }
    for reader in readers { _ = try? await reader.value }
    #expect(directory.size("jobs.db") > 12 << 20)
    #expect(longest < 4 << 20, "\(longest) bytes")
    try pool.close()
  }

  /// A log that has grown to twice its length is worth waiting for whoever reads for long.
  @Test func aLongReaderIsWaitedForBeforeTheLogIsVeryLong() async throws {
    let directory = try TemporaryDirectory()
    let busy = FairBusyHandler()
    let (began, hasBegun) = AsyncStream<Void>.makeStream()
    let mayEnd = DispatchSemaphore(value: 0)
    var configuration = Configuration()
    let firstTry = Mutex(ContinuousClock.now)
    configuration.busyMode = .callback { tries in
      let waited = firstTry.withLock { first in
        if tries == 0 { first = ContinuousClock.now }
        return ContinuousClock.now - first
      }
      if waited > .milliseconds(400) { mayEnd.signal() }
      return busy.wait(tries: tries)
    }
    let pool = try DatabasePool(path: directory.file(), configuration: configuration)
    try await pool.write { db in try db.execute(sql: "CREATE TABLE words (word TEXT NOT NULL)") }
    let reader = Task {
      try await pool.read { db in
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM words")
        hasBegun.finish()
        mayEnd.wait()
      }
    }
    for await _ in began {}
    let keeper = LogKeeper(path: directory.file(), busy: busy, longEnough: 1 << 20)
    try await pool.writeWithoutTransaction { db in
      try db.execute(
        sql: "INSERT INTO words (word) VALUES (?)", arguments: [String(repeating: "word", count: 600_000)])
      keeper.tend(db)
    }
    #expect(directory.size("jobs.db-wal") == 0)
    mayEnd.signal()
    try await reader.value
    try pool.close()
  }

  /// Lengths in MiB, where two are long enough to begin.
  @Test(arguments: [(0, 2), (1, 2), (2, 3), (3, 4), (4, 8), (8, 16), (40, 80)])
  func whereSomebodyReadsWithoutEndItIsTriedLessAndLess(length: Int, next: Int) {
    #expect(LogKeeper.next(after: length << 20, longEnough: 2 << 20) == next << 20)
  }
}

extension TemporaryDirectory {
  func size(_ name: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file(name))
    return attributes?[.size] as? Int ?? 0
  }
}
