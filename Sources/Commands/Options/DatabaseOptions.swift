import ArgumentParser
import Foundation
import JobModel

/// Where the queue lives.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("database"),
    help: ArgumentHelp(
      """
      The queue's database: a file, or a postgres:// URL (geuse help postgres). Default: $GEUSE_DATABASE, else \
      geuse/geuse.db in $XDG_STATE_HOME or ~/.local/state.
      """, valueName: "path"))
  var path: String?

  @Option(
    name: .customLong("database-mode"),
    help: ArgumentHelp("The mode of a new database file. (default: 0600)", valueName: "octal"))
  var mode: String?

  func validate() throws {
    guard let mode = givenMode else { return }
    guard let bits = Int(mode, radix: 8), (0...0o777).contains(bits), bits & 0o600 == 0o600, bits & 0o111 == 0 else {
      throw ValidationError("--database-mode '\(mode)' is not valid: an octal mode such as 0600 or 0660")
    }
  }

  /// The flag's, or the variable's.
  private var givenMode: String? { mode ?? Variables.string("DATABASE_MODE") }

  var modeBits: Int { givenMode.flatMap { Int($0, radix: 8) } ?? 0o600 }

  /// - Parameter environment: the process's variables.
  func resolve(_ environment: [String: String]) -> String {
    func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let path = path ?? set("GEUSE_DATABASE") { return path }
    let state = set("XDG_STATE_HOME") ?? "\(set("HOME") ?? ".")/.local/state"
    return "\(state)/geuse/geuse.db"
  }

  /// - Throws: usage, for what is neither, and for a file's mode beside a server.
  func place(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> DatabasePlace {
    let place = try DatabasePlace(resolve(environment))
    if case .server = place, let mode = givenMode {
      let name = self.mode == nil ? "GEUSE_DATABASE_MODE" : "--database-mode"
      throw CommandFailure.usage(
        "\(name) '\(mode)' is not valid beside \(place.shown): only a file has a mode; leave it out")
    }
    return place
  }
}
