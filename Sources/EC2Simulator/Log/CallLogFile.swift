import Foundation

/// A file of JSON lines that is whole after every line, also when the process is killed.
struct CallLogFile: Sendable {
  private let handle: FileHandle

  /// Opens for appending; makes the file, readable by its owner only, where there is none.
  init(path: String) throws {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SimulatorError.callLogNotWritable(path: path, errno: errno) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// One write a line, straight to the kernel.
  func append(_ record: CallRecord) throws {
    try handle.write(contentsOf: SimulatorJSON.line(record))
  }
}
