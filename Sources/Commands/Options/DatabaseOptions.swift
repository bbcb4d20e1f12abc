import ArgumentParser
import Foundation
import JobModel

/// Where the queue lives.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("database"),
    help: ArgumentHelp(
      "The queue's database file. Default: $GEUSE_DATABASE, else geuse/geuse.db in $XDG_STATE_HOME or ~/.local/state.",
      valueName: "path"))
  var path: String?

  @Option(
    name: .customLong("database-mode"),
    help: ArgumentHelp("The mode of a new database file.", valueName: "octal"))
  var mode = Variables.string("DATABASE_MODE") ?? "0600"

  func validate() throws {
    guard let bits = Int(mode, radix: 8), (0...0o777).contains(bits), bits & 0o600 == 0o600, bits & 0o111 == 0 else {
      throw ValidationError("--database-mode '\(mode)' is not valid: an octal mode such as 0600 or 0660")
    }
  }

  /// - Throws: usage, for a URL: there is no other store than a file yet.
  func checked(_ path: String) throws -> String {
    guard !path.isEmpty, path.wholeMatch(of: /[a-zA-Z][a-zA-Z0-9+.-]*:.*|:memory:/) == nil else {
      throw CommandFailure.usage("--database '\(path)' is not valid: the path of a file")
    }
    return path
  }

  var modeBits: Int { Int(mode, radix: 8) ?? 0o600 }

  /// - Parameter environment: the process's variables.
  func resolve(_ environment: [String: String]) -> String {
    func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let path = path ?? set("GEUSE_DATABASE") { return path }
    let state = set("XDG_STATE_HOME") ?? "\(set("HOME") ?? ".")/.local/state"
    return "\(state)/geuse/geuse.db"
  }
}
