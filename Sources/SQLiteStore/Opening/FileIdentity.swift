import Foundation

/// Which file a path names: another one may be put in its place while the first is open.
struct FileIdentity: Sendable, Equatable {
  private let device: UInt64
  private let number: UInt64
  /// Its permissions as it was opened.
  let mode: mode_t

  /// Nil where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    mode = status.st_mode & 0o777
  }

  static func == (lhs: FileIdentity, rhs: FileIdentity) -> Bool {
    lhs.device == rhs.device && lhs.number == rhs.number
  }
}
