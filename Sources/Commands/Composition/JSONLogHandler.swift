import Foundation
import JobModel
import Logging
import Operations

/// Log lines as JSON objects, one a line: time, level, message, and the metadata beside them.
struct JSONLogHandler: LogHandler {
  var logLevel: Logger.Level = .info
  var metadata: Logger.Metadata = [:]
  private let label: String

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    FileHandle.standardError.write(Data(Self.line(event.level, "\(event.message)", all, at: Timestamp.now()).utf8))
  }

  static func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, at time: Timestamp) -> String
  {
    var members = [
      JSONValue.Member("time", .string("\(time)")), JSONValue.Member("level", .string(level.rawValue)),
      JSONValue.Member("message", .string(message)),
    ]
    // The names of the line itself come first, and once.
    let taken: Set = ["time", "level", "message"]
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where !taken.contains(key) {
      members.append(JSONValue.Member(key, .string("\(value)")))
    }
    return ((try? Renderer.json(JSONValue.object(members), pretty: false)) ?? "{}") + "\n"
  }
}
