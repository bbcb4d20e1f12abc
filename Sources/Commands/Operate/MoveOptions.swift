import ArgumentParser
import JobModel

/// Which queue moves, and where to.
struct MoveOptions: ParsableArguments {
  @Option(
    name: .customLong("from"), help: ArgumentHelp("The database file whose queue is to move.", valueName: "path"))
  var source: String?

  @Option(
    name: .customLong("to"), help: ArgumentHelp("The empty database that it moves to: postgres://…", valueName: "url"))
  var target: String?

  @Flag(help: "Count what would move and say what stands against it; change nothing.")
  var dryRun = false

  @Flag(help: "Undo a move that did not come to its end.")
  var takeBack = false

  enum Asked: Equatable {
    case move(String, String, isDryRun: Bool)
    /// The server only where its URL has to say more than the file does, such as the password.
    case takeBack(String, String?)
  }

  /// - Throws: usage. Nil where nothing is to move.
  func asked(beside database: DatabaseOptions) throws -> Asked? {
    guard source != nil || target != nil || dryRun || takeBack else { return nil }
    guard database.path == nil else {
      throw CommandFailure.usage("--database has no meaning beside --from, which names the file")
    }
    guard let source else {
      throw CommandFailure.usage("--from is missing: geuse migrate --from geuse.db --to postgres://…")
    }
    guard case .file? = try? DatabasePlace(source) else {
      throw CommandFailure.usage("--from '\(PasswordFree.shown(source))' is not valid: the path of a file")
    }
    if let target {
      guard case .server? = try? DatabasePlace(target) else {
        throw CommandFailure.usage(
          "--to '\(PasswordFree.shown(target))' is not valid: the URL of a server, postgres://…")
      }
    }
    if takeBack {
      guard !dryRun else { throw CommandFailure.usage("--take-back has no --dry-run") }
      return .takeBack(source, target)
    }
    guard let target else {
      throw CommandFailure.usage(
        "--to is missing: geuse migrate --from \(source.quotedForShell) --to postgres://…")
    }
    return .move(source, target, isDryRun: dryRun)
  }
}
