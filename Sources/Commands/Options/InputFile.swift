import Foundation
import Operations

/// A file that a flag names.
enum InputFile {
  /// Pipes and standard input are files, too.
  /// - Parameter atMost: bytes; what has more is not read to its end.
  static func read(_ path: String, atMost limit: Int) -> Result<Data, EnqueueSource.Unreadable> {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .failure(EnqueueSource.Unreadable(errno == ENOENT ? "there is no such file" : "cannot be read"))
    }
    guard status.st_mode & S_IFMT != S_IFDIR else { return .failure(EnqueueSource.Unreadable("is a directory")) }
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: limit + 1) else {
      return .failure(EnqueueSource.Unreadable(status.st_size == 0 ? "is empty" : "cannot be read"))
    }
    return data.count <= limit ? .success(data) : .failure(EnqueueSource.Unreadable("has more than \(limit) bytes"))
  }
}
