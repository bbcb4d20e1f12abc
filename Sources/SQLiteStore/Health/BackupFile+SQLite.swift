import Foundation
import JobTransactions

extension BackupFile {
  /// SQLite removes a journal that it finds beside its file, and takes a log for its own; workers make a folder there.
  private static let besides = ["", "-wal", "-shm", "-journal", HintFolder.suffix]

  /// - Parameter original: the database's own file.
  init(path: String, of original: String) {
    let mode = (try? FileManager.default.attributesOfItem(atPath: original)[.posixPermissions] as? Int) ?? 0o600
    self.init(path: path, mode: mode, ownNames: Self.besides.map { original + $0 })
  }
}
