import ArgumentParser
import JobModel

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "copies the database into a new file",
    discussion: """
      The copy is whole and of one moment, whoever is at work meanwhile, and as
      small as it can be. It is synced to disk before it gets its name. To put one
      back, stop the workers first, and see geuse help safety.

      EXAMPLES
        geuse backup /var/backups/geuse-$(date +%F).db
      """)

  @Argument(help: ArgumentHelp("The new file; must not exist.", valueName: "file"))
  var file: String

  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    guard file != "-" else { throw CommandFailure.usage("'-' is not valid: a copy is a file; name a new one") }
    let store = try database.openExisting()
    try await store.backUp(to: file)
    Console.error("copied to \(file)")
  }
}
