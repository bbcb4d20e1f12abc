import ArgumentParser
import JobModel

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "copies the database into a new file",
    discussion: """
      The copy is whole and of one moment, whoever is at work meanwhile, and as
      small as it can be. It is synced to disk before it gets its name. To put one
      back, stop the workers first, and see geuse help safety. Of a database on a
      PostgreSQL server it is made by pg_dump, for pg_restore.

      EXAMPLES
        geuse backup /var/backups/geuse-$(date +%F).db
        geuse backup /var/backups/geuse-$(date +%F).dump --database postgres://db/q
      """)

  @Argument(help: ArgumentHelp("The new file; must not exist.", valueName: "file"))
  var file: String

  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    guard file != "-" else { throw CommandFailure.usage("'-' is not valid: a copy is a file; name a new one") }
    let store = try await database.openExisting()
    try await store.backUp(to: file)
    Console.error("copied to \(file)")
  }
}
