import ArgumentParser
import JobModel

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "brings the database's schema up to date, or moves a queue to a server",
    discussion: """
      Stop the workers first: while one lives nothing is changed, and this ends with
      75 and names it. One that was killed counts as living until its lease is over.
      Nothing else does this: on an older schema every other command, a worker too,
      changes nothing and ends with 75. On a PostgreSQL server it also makes the
      schema where there is none, for those who may use it and not make it.

      With --from and --to it moves a queue from a file to PostgreSQL: jobs, history,
      open launches. The file takes nothing from then on; the server lets nobody in
      until all has come and was compared. Cut short, it goes on where it was.

      EXAMPLES
        geuse migrate
        geuse migrate --database /var/lib/geuse/geuse.db
        geuse migrate --database postgres://owner@db.example/geuse
        geuse migrate --from geuse.db --to postgres://geuse@db/geuse --dry-run
        geuse migrate --from geuse.db --to postgres://geuse@db/geuse
        Undo one that did not come to its end:
          geuse migrate --from geuse.db --take-back
      """)

  @OptionGroup(title: "Moving") var moving: MoveOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    switch try moving.asked(beside: database) {
    case nil: try await upgrade()
    case .move(let source, let target, isDryRun: false): try await move(source, target)
    case .move(let source, let target, isDryRun: true):
      let (report, refusal) = try await MoveEnds(source, target).survey()
      try output.renderer(at: .now()).move(report)
      if let refusal { throw refusal }
      Console.error("nothing stands against it")
    case .takeBack(let source, let target):
      let place = try await MoveEnds.takeBack(source, target)
      Console.error("taken back from \(place): \(source) is the queue's again")
    }
  }

  private func upgrade() async throws {
    _ = try await database.migrate()
    Console.error("the schema of \(try database.place().shown) is up to date")
  }

  private func move(_ source: String, _ target: String) async throws {
    let progress = MoveProgress(of: source)
    defer { progress.end() }
    let report = try await MoveEnds(source, target).run { progress.show($0) }
    progress.end()
    try output.renderer(at: .now()).move(report)
    guard report.differing.isEmpty else {
      throw MoveRefusal.differs(target: report.target, tables: report.differing)
    }
    Console.error(
      report.tables.isEmpty
        ? "nothing to do: \(report.target) has all of it since \(report.movedAt?.description ?? "then")"
        : "moved: all of it is at \(report.target), and the file takes nothing any more")
    Console.error("next, wherever it is used: export GEUSE_DATABASE=\(report.target.quotedForShell)")
    Console.error("then: geuse worker")
  }
}
