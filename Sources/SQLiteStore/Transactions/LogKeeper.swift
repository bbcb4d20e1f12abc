import Foundation
import GRDB
import Synchronization

/// Keeps the write-ahead log short where writers leave no gap for it to start over.
///
/// SQLite's own checkpoints copy what they can and wait for nobody: under steady writing of several processes they never
/// reach the log's end, and it grows without bound. One that holds the writers back for a moment does.
/// Source: https://www.sqlite.org/wal.html ("Avoiding Excessively Large WAL Files").
final class LogKeeper: Sendable {
  /// How long a reader is waited for; while a longer one reads, the log grows.
  private static let patience: Duration = .milliseconds(250)

  private let log: String
  private let busy: FairBusyHandler
  private let longEnough: Int
  /// At which length it is tried next.
  private let limit: Mutex<Int>

  /// - Parameter longEnough: in bytes.
  init(path: String, busy: FairBusyHandler, longEnough: Int = 16 << 20) {
    log = path + "-wal"
    self.busy = busy
    self.longEnough = longEnough
    limit = Mutex(longEnough)
  }

  /// To be called on the writer, outside of any transaction.
  func tend(_ db: Database) {
    guard isLong else { return }
    busy.withPatience(Self.patience) { _ = try? db.checkpoint(.truncate) }
    let next = max(longEnough, self.length + longEnough / 2)
    limit.withLock { $0 = next }
  }

  var isLong: Bool { length >= limit.withLock(\.self) }

  private var length: Int {
    var status = stat()
    return stat(log, &status) == 0 ? Int(status.st_size) : 0
  }
}
