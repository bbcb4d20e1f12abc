import Foundation
import JobModel

/// A new file beside others, which gets its name once it is whole and on disk.
struct BackupFile: Sendable {
  let path: String
  /// Where it grows: a name of its own, so that two copies at once do not meet, and nothing that was there is touched.
  let partial: String
  /// The database: a copy is as secret as that.
  private let original: String

  init(path: String, of original: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    let file = URL(fileURLWithPath: self.path)
    partial =
      file.deletingLastPathComponent()
      .appending(path: ".geuse-\(UUID().uuidString).partial").path
    self.original = original
  }

  /// Makes the empty file that is to be filled.
  func prepare() throws {
    guard !isOriginals else { throw StoreError.ownName(path: path) }
    guard !FileManager.default.fileExists(atPath: path) else { throw failure("it exists; name a new file") }
    var status = stat()
    guard lstat(path, &status) != 0 else { throw failure("it is a link that leads nowhere; name a new file") }
    let mode = (try? FileManager.default.attributesOfItem(atPath: original)[.posixPermissions] as? Int) ?? 0o600
    let descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode & 0o666))
    guard descriptor >= 0 else { throw failure("it cannot be created: \(Self.systemMessage())") }
    close(descriptor)
  }

  /// SQLite removes a journal that it finds beside its file, and takes a log for its own; workers make a folder there.
  private var isOriginals: Bool {
    let names = ["", "-wal", "-shm", "-journal", HintFolder.suffix].map { Self.resolved(original + $0) }
    return names.contains(Self.resolved(path))
  }

  /// With the links of its folder followed; the file itself may not be there.
  private static func resolved(_ path: String) -> String {
    let file = URL(fileURLWithPath: path)
    return file.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: file.lastPathComponent).path
  }

  /// Syncs what was written, gives it its name, and syncs that.
  func finish() throws {
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

  func abandon() { unlink(partial) }

  private func sync(_ path: String, _ flags: Int32) throws {
    let descriptor = open(path, flags | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw failure("it cannot be synced to disk: \(Self.systemMessage())")
    }
  }

  func failure(_ reason: String) -> StoreError { .notBackedUp(path: path, reason: reason) }

  private static func systemMessage() -> String { String(cString: strerror(errno)) }
}
