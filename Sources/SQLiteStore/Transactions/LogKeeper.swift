import Foundation
import GRDB
import Synchronization

/// Keeps the write-ahead log short where writers leave no gap for it to start over.
///
/// SQLite's own checkpoints copy what they can and wait for nobody: under steady writing of several processes they never
/// reach the log's end, and it grows without bound. One that holds the writers back for a moment does.
/// Source: https://www.sqlite.org/wal.html ("Avoiding Excessively Large WAL Files").
final class LogKeeper: Sendable {
  /// How long readers are waited for, with everybody who wants to write.
  private static let patience: Duration = .milliseconds(250)
  /// The same for a log of twice the length: two readers, one after the other, may well take a second each.
  private static let longPatience: Duration = .seconds(5)
  /// Who had to wait as long for the lock need not try what somebody else has just tried.
  private static let longWait: Duration = .seconds(1)

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
    let isVeryLong = length >= 2 * longEnough
    if !(isVeryLong && busy.hasWaited(for: Self.longWait)) {
      busy.withPatience(isVeryLong ? Self.longPatience : Self.patience) { _ = try? db.checkpoint(.truncate) }
    }
    let next = Self.next(after: length, longEnough: longEnough)
    limit.withLock { $0 = next }
  }

  /// The length at which it is tried again: where somebody reads without end, trying costs less and less.
  static func next(after length: Int, longEnough: Int) -> Int {
    length >= 2 * longEnough ? 2 * length : max(longEnough, length + longEnough / 2)
  }

  var isLong: Bool {
    let length = length
    return limit.withLock { limit in
      // Somebody has begun it anew.
      if length < longEnough { limit = longEnough }
      return length >= limit
    }
  }

  private var length: Int {
    var status = stat()
    return stat(log, &status) == 0 ? Int(status.st_size) : 0
  }
}
