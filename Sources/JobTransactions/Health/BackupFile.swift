import Foundation
package import JobModel

/// A new file beside others, which gets its name once it is whole and on disk.
package struct BackupFile: Sendable {
  package let path: String
  /// Where it grows: a name of its own, so that two copies at once do not meet, and nothing that was there is touched.
  package let partial: String
  /// As chmod takes it: a copy is as secret as the database.
  private let mode: Int
  /// Names that the database needs for itself.
  private let ownNames: [String]

  package init(path: String, mode: Int = 0o600, ownNames: [String] = []) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    let file = URL(fileURLWithPath: self.path)
    partial =
      file.deletingLastPathComponent()
      .appending(path: ".geuse-\(UUID().uuidString).partial").path
    self.mode = mode
    self.ownNames = ownNames
  }

  /// Makes the empty file that is to be filled.
  package func prepare() throws {
    guard !ownNames.map(Self.resolved).contains(Self.resolved(path)) else { throw StoreError.ownName(path: path) }
    guard !FileManager.default.fileExists(atPath: path) else { throw failure("it exists; name a new file") }
    var status = stat()
    guard lstat(path, &status) != 0 else { throw failure("it is a link that leads nowhere; name a new file") }
    let descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode & 0o666))
    guard descriptor >= 0 else { throw failure("it cannot be created: \(Self.systemMessage())") }
    close(descriptor)
  }

  /// With the links of its folder followed; the file itself may not be there.
  private static func resolved(_ path: String) -> String {
    let file = URL(fileURLWithPath: path)
    return file.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: file.lastPathComponent).path
  }

  /// Syncs what was written, gives it its name, and syncs that.
  package func finish() throws {
    try sync(partial, O_RDWR)
    try giveName()
    try sync((path as NSString).deletingLastPathComponent, O_RDONLY)
  }

  /// A hard link fails where the name was taken meanwhile; a rename would replace. Where a file system has no links, as
  /// on many a stick, the name is taken first and then renamed over.
  private func giveName() throws {
    if link(partial, path) == 0 {
      unlink(partial)
      return
    }
    let hasNoLinks = [EPERM, EOPNOTSUPP, ENOSYS].contains(errno)
    if hasNoLinks {
      let taken = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if taken >= 0 {
        close(taken)
        if rename(partial, path) == 0 { return }
        let reason = Self.systemMessage()
        unlink(path)
        throw failure("it cannot get its name: \(reason)")
      }
    }
    throw failure(
      errno == EEXIST ? "somebody has made it meanwhile" : "it cannot get its name: \(Self.systemMessage())")
  }

  package func abandon() { unlink(partial) }

  private func sync(_ path: String, _ flags: Int32) throws {
    let descriptor = open(path, flags | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw failure("it cannot be synced to disk: \(Self.systemMessage())")
    }
  }

  package func failure(_ reason: String) -> StoreError { .notBackedUp(path: path, reason: reason) }

  private static func systemMessage() -> String { String(cString: strerror(errno)) }
}
