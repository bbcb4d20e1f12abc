import Foundation
import Logging
import Synchronization

/// Writes log lines where nobody has to wait for their reader: while a pipe is full they are counted and left out. Takes a
/// terminal's progress line away first.
struct PatientLogHandler: LogHandler {
  private var lines: any LogHandler
  private static let left = Mutex(0)

  init(_ lines: any LogHandler) { self.lines = lines }

  var logLevel: Logger.Level {
    get { lines.logLevel }
    set { lines.logLevel = newValue }
  }

  var metadata: Logger.Metadata {
    get { lines.metadata }
    set { lines.metadata = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { lines[metadataKey: key] }
    set { lines[metadataKey: key] = newValue }
  }

  // One at a time: a pipe that can be written to has room for one line, not for everybody's.
  func log(event: LogEvent) {
    Self.left.withLock { left in
      guard Self.hasRoom() else {
        left += 1
        return
      }
      Console.clearProgress()
      if left > 0 {
        var gap = event
        gap.level = .warning
        gap.message = "log lines were left out: nobody read them"
        gap.metadata = ["count": "\(left)"]
        left = 0
        lines.log(event: gap)
        guard Self.hasRoom() else {
          left = 1
          return
        }
      }
      lines.log(event: event)
    }
  }

  /// Where poll says that a pipe can be written to, Linux has room in it for 4,096 bytes (PIPE_BUF), which is a long line.
  private static func hasRoom() -> Bool {
    var descriptor = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&descriptor, 1, 0) != 0
  }
}
