import Foundation

/// Reads a text line by line, without holding more of it than one line and a little.
struct LineReader {
  enum Line: Equatable {
    case text([UInt8])
    /// Longer than a line may be; what it held was thrown away.
    case tooLong
  }

  private static let chunkSize = 1 << 16

  private let maxLength: Int
  private let read: (Int) throws -> Data?
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - maxLength: of one line, in bytes.
  ///   - read: up to so many bytes more; none at the end.
  init(maxLength: Int, read: @escaping (Int) throws -> Data?) {
    self.maxLength = maxLength
    self.read = read
  }

  /// The next line, without its end; nil behind the last one.
  mutating func next() throws -> Line? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(buffer[start..<end])
        start = end + 1
        return isTooLong || line.count > maxLength ? .tooLong : .text(line)
      }
      guard !isAtEnd else {
        let line = Array(buffer[start...])
        start = buffer.count
        if line.isEmpty, !isTooLong { return nil }
        return isTooLong || line.count > maxLength ? .tooLong : .text(line)
      }
      if buffer.count - start > maxLength {
        isTooLong = true
        start = buffer.count
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      let chunk = try read(Self.chunkSize) ?? Data()
      isAtEnd = chunk.isEmpty
      buffer += chunk
    }
  }
}
