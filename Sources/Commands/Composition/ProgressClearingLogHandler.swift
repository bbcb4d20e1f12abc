import Logging

/// Takes the progress line of a terminal away before a log line is written there.
struct ProgressClearingLogHandler: LogHandler {
  private var lines: any LogHandler

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

  func log(event: LogEvent) {
    Console.clearProgress()
    lines.log(event: event)
  }
}
