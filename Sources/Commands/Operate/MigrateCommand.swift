import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "brings the database's schema up to date",
    discussion: """
      Stop the workers first: while one lives nothing is changed, and this ends with
      75 and names it. One that was killed counts as living until its lease is over.
      Nothing else does this: on an older schema every other command, a worker too,
      changes nothing and ends with 75. On a PostgreSQL server it also makes the
      schema where there is none, for those who may use it and not make it.

      EXAMPLES
        geuse migrate
        geuse migrate --database /var/lib/geuse/geuse.db
        geuse migrate --database postgres://owner@db.example/geuse
      """)

  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    _ = try await database.migrate()
    Console.error("the schema of \(try database.place().shown) is up to date")
  }
}
