import Foundation
import JobModel

/// A new file beside others, which gets its name once it is whole and on disk.
struct BackupFile: Sendable {
  let path: String
  /// Where it grows.
  let partial: String
  /// The database: a copy is as secret as that.
  private let original: String

  init(path: String, of original: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    partial = self.path + ".partial"
    self.original = original
  }

  /// Makes the empty file that is to be filled.
  func prepare() throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw failure("it exists; name a new file") }
    let mode = (try? FileManager.default.attributesOfItem(atPath: original)[.posixPermissions] as? Int) ?? 0o600
    try? FileManager.default.removeItem(atPath: partial)
    let descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode & 0o666))
    guard descriptor >= 0 else { throw failure("it cannot be created: \(String(cString: strerror(errno)))") }
    close(descriptor)
  }

  /// Syncs what was written, gives it its name, and syncs that.
  func finish() throws {
    try sync(partial, O_RDWR)
    // A hard link fails where the name was taken meanwhile; a rename would replace.
    guard link(partial, path) == 0 else {
      throw failure("it cannot get its name: \(String(cString: strerror(errno)))")
    }
    unlink(partial)
    try sync((path as NSString).deletingLastPathComponent, O_RDONLY)
  }

  func abandon() { unlink(partial) }

  private func sync(_ path: String, _ flags: Int32) throws {
    let descriptor = open(path, flags | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw failure("it cannot be synced to disk: \(String(cString: strerror(errno)))")
    }
  }

  private func failure(_ reason: String) -> StoreError { .notBackedUp(path: path, reason: reason) }
}
