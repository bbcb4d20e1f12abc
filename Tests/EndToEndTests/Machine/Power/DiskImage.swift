import Foundation

/// The files of a folder, by name.
struct DiskImage: Sendable, Equatable {
  var files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  init(folder: URL) throws {
    files = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
  }

  /// Makes the folder hold these files and no others; those that stay keep their permissions.
  func write(to folder: URL) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where files[name] == nil {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, bytes) in files {
      try Data(bytes).write(to: folder.appending(path: name))
    }
  }
}
