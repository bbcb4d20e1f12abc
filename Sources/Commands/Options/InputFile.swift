import Foundation
import Operations

/// A file that a flag names.
enum InputFile {
  /// Pipes and standard input are files, too.
  /// - Parameter atMost: bytes; what has more is not read to its end.
  static func read(_ path: String, atMost limit: Int) -> Result<Data, EnqueueSource.Unreadable> {
    func unreadable(_ reason: String) -> Result<Data, EnqueueSource.Unreadable> { .failure(.init(reason)) }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      return unreadable("there is no such file")
    }
    guard !isDirectory.boolValue else { return unreadable("is a directory") }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      guard let data = try handle.read(upToCount: limit + 1), !data.isEmpty else { return unreadable("is empty") }
      return data.count <= limit ? .success(data) : unreadable("has more than \(limit) bytes")
    } catch {
      return unreadable("cannot be read")
    }
  }
}
