import GRDB
import JobModel
import JobTransactions

extension StoreError {
  /// What a person can do something about, in place of SQLite's result code; nil for everything else.
  init?(_ error: DatabaseError, path: String) {
    if let message = error.message, let moved = MoveStamp.error(refusal: message, path: path) {
      self = moved
      return
    }
    guard let reason = Self.reason(error) else { return nil }
    self = .unusable(path: path, reason: reason)
  }

  /// Source: https://www.sqlite.org/rescode.html
  private static func reason(_ error: DatabaseError) -> String? {
    switch error.resultCode {
    case .SQLITE_FULL: "the disk is full; nothing was changed; free some space, then try again"
    case .SQLITE_NOTADB: "it is not a database; name another file with --database"
    case .SQLITE_CORRUPT:
      "it is damaged; stop every worker and keep the file; a restored copy does not know what was launched since: "
        + "compare it with EC2 by the tag geusemaker:queue before a worker uses it"
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      "it cannot be written; check the permissions of the file and its directory, or name another with --database"
    case .SQLITE_CANTOPEN:
      "it cannot be opened; check that its directory exists and may be written, or name another with --database"
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      "another process has held its lock for 30 seconds; see who is using it, then try again"
    // Who opens a database first makes this file; SQLite has no code of its own for a disk without room for it.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
      "the disk is full, the -shm file beside it cannot grow; nothing was changed; free some space, then try again"
    case .SQLITE_IOERR:
      "the disk failed (\(error.message ?? "no details")); nothing was changed; check it, then try again"
    default: nil
    }
  }
}
