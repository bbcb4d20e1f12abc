import Foundation
import JobModel

/// The database's place on disk, before SQLite sees it.
struct StoreFile: Sendable {
  /// Absolute.
  let path: String

  init(path: String) {
    self.path = Self.target(of: URL(fileURLWithPath: path).standardizedFileURL.path)
  }

  /// Where a link leads, also one to a file that is not there yet: what is made and checked is the file itself.
  private static func target(of path: String) -> String {
    var path = path
    // As many links as the kernel follows.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
      let directory = (path as NSString).deletingLastPathComponent
      path = next.hasPrefix("/") ? next : (directory as NSString).appendingPathComponent(next)
    }
    let directory = URL(fileURLWithPath: (path as NSString).deletingLastPathComponent).resolvingSymlinksInPath()
    return directory.appendingPathComponent((path as NSString).lastPathComponent).path
  }

  private var directory: String { (path as NSString).deletingLastPathComponent }

  /// Makes sure that there is a file to open: creates it where `openMode` says so, refuses network file systems.
  func prepare(mode: UInt32, openMode: SQLiteJobStore.OpenMode) throws {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if isDirectory.boolValue { throw unusable("it is a directory; name a file in it") }
    if !exists {
      guard openMode == .createIfMissing else {
        throw unusable("there is no database; enqueue a job to create it, or name another with --database")
      }
      try makeDirectories()
    }
    if let type = MountTable.current()?.type(of: directory), let name = MountTable.networkName(ofType: type) {
      throw unusable(
        "it is on \(name) (\(type)), where SQLite's locks cannot be relied on; put it on a local disk")
    }
    if exists { try checkAccess() } else { try create(mode: mode) }
  }

  /// SQLite itself would only say that it cannot be opened.
  private func checkAccess() throws {
    guard access(path, R_OK | W_OK) != 0, errno == EACCES, let file = StoreCondition.File(path: path) else { return }
    throw unusable(
      "\(file.user.name) may not read and write it: it is \(file.owner.name)'s, mode 0\(String(file.mode, radix: 8)); "
        + "use another account or group, or name another file with --database")
  }

  /// Makes the missing parents, for their owner alone; those that exist stay as they are.
  private func makeDirectories() throws {
    var missing: [String] = []
    var parent = directory
    while !FileManager.default.fileExists(atPath: parent), parent != "/" {
      missing.append(parent)
      parent = (parent as NSString).deletingLastPathComponent
    }
    for directory in missing.reversed() where mkdir(directory, 0o700) != 0 && errno != EEXIST {
      throw unusable("directory \(directory) cannot be made: \(systemMessage())")
    }
  }

  /// The permissions are set before there is anything to read; SQLite gives -wal and -shm the file's own.
  private func create(mode: UInt32) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else {
      // Another process created it meanwhile.
      if errno == EEXIST { return }
      throw unusable("it cannot be opened or created: \(systemMessage())")
    }
    defer { close(descriptor) }
    // Whatever the umask left of the permissions.
    guard fchmod(descriptor, mode_t(mode)) == 0 else {
      throw unusable("its permissions cannot be set: \(systemMessage())")
    }
  }

  private func unusable(_ reason: String) -> StoreError { .unusable(path: path, reason: reason) }

  private func systemMessage() -> String {
    switch errno {
    case EACCES, EPERM: "permission denied; check who owns it and its directory, or name another file with --database"
    case EROFS: "the file system is read-only; name another file with --database"
    case ENOSPC, EDQUOT: "the disk is full; free some space, then try again"
    default: String(cString: strerror(errno))
    }
  }
}
