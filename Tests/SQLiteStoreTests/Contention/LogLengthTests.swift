import Foundation
import GRDB
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
}

extension TemporaryDirectory {
  func size(_ name: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file(name))
    return attributes?[.size] as? Int ?? 0
  }
}
