import Foundation
import JobModel

extension StoreCondition.File {
  /// What the system says of the file; nil where it is gone.
  init?(path: String) {
    var status = stat()
    var folder = stat()
    let directory = (path as NSString).deletingLastPathComponent
    guard stat(path, &status) == 0, stat(directory, &folder) == 0 else { return nil }
    let space = try? FileManager.default.attributesOfFileSystem(forPath: directory)[.systemFreeSize] as? Int64
    self.init(
      path: path, mode: Int(status.st_mode & 0o777), owner: StoreCondition.Owner(status.st_uid),
      user: StoreCondition.Owner(geteuid()), directoryMode: Int(folder.st_mode & 0o7777),
      fileSystem: MountTable.current()?.type(of: directory), size: Int64(status.st_size),
      walSize: Self.size(path + "-wal"), free: space)
  }

  private static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}

extension StoreCondition.Owner {
  /// By its number where it has no name.
  fileprivate init(_ id: uid_t) {
    let name = getpwuid(id).flatMap { $0.pointee.pw_name.map { String(cString: $0) } }
    self.init(id: Int(id), name: name ?? "\(id)")
  }
}
