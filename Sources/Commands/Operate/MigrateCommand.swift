import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "brings the database's schema up to date",
    discussion: """
      Stop the workers first: while one lives nothing is changed, and this ends with
      75 and names it. One that was killed counts as living until its lease is over.
      Nothing else does this: on an older schema every other command, a worker too,
      changes nothing and ends with 75.

      EXAMPLES
        geuse migrate
        geuse migrate --database /var/lib/geuse/geuse.db
      """)

  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    _ = try database.migrate()
    Console.error("the schema of \(database.resolvedPath) is up to date")
  }
}
