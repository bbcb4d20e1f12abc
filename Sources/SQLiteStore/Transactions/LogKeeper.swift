import Foundation
import GRDB
import Synchronization

/// Keeps the write-ahead log short where writers leave no gap for it to start over.
///
/// SQLite's own checkpoints copy what they can and wait for nobody: under steady writing of several processes they never
/// reach the log's end, and it grows without bound. One that holds the writers back for a moment does.
/// Source: https://www.sqlite.org/wal.html ("Avoiding Excessively Large WAL Files").
final class LogKeeper: Sendable {
  /// In bytes.
  private static let longEnough = 16 << 20
  /// How long a reader is waited for; while a longer one reads, the log grows.
  private static let patience: Duration = .milliseconds(250)

  private let log: String
  private let busy: FairBusyHandler
  /// At which length it is tried next.
  private let limit = Mutex(longEnough)

  init(path: String, busy: FairBusyHandler) {
    log = path + "-wal"
    self.busy = busy
  }

  /// To be called on the writer, outside of any transaction.
  func tend(_ db: Database) {
    let length = self.length
    guard length >= limit.withLock(\.self) else { return }
    busy.withPatience(Self.patience) { _ = try? db.checkpoint(.truncate) }
    let next = max(Self.longEnough, self.length + Self.longEnough / 2)
    limit.withLock { $0 = next }
  }

  private var length: Int {
    var status = stat()
    return stat(log, &status) == 0 ? Int(status.st_size) : 0
  }
}
