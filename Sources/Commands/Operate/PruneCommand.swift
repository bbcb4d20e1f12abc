import ArgumentParser
import JobModel
import Operations

struct PruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "removes jobs that ended long ago",
    discussion: """
      Succeeded, failed and cancelled jobs, with their attempts and requests. Never
      one that a younger job depends on, nor a launch whose instance was not seen to
      end that long ago: without its record the instance would be nobody's. Unique
      keys stay for 90 days more, so that a script that runs again launches nothing
      twice. The space is used again; to give it back, copy the file: geuse backup.

      EXAMPLES
        geuse prune --older-than 30d --dry-run
        geuse prune --older-than 30d
        Each night, from cron:
          15 4 * * *  geuse prune --older-than 30d
      """)

  @Option(help: ArgumentHelp("Jobs that ended longer ago than this, such as 30d.", valueName: "age"))
  var olderThan: AgeArgument

  @Option(help: ArgumentHelp("Forget unique keys whose jobs were removed longer ago than this.", valueName: "age"))
  var keepKeys = AgeArgument(.seconds(90 * 86_400))

  @Flag(help: "Count what would be removed, change nothing.")
  var dryRun = false

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    let store = try await database.openExisting()
    let now = store.clocks.now()
    let pruning = Pruning(
      store, finishedBefore: now - olderThan.duration, keysBefore: now - keepKeys.duration)
    let report = dryRun ? try await pruning.preview() : try await run(pruning)
    try output.renderer(store).pruned(report, isPreview: dryRun)
  }

  private func run(_ pruning: Pruning) async throws -> Pruning.Report {
    let shows = Console.errorIsTerminal
    let report = try await pruning.run(by: .current) { done, all in
      if shows { Console.progress("\(done) of \(CountText.of(all, "job")) removed") }
    }
    if shows { Console.endProgress() }
    return report
  }
}
