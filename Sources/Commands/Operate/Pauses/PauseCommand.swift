import AWSCore
import ArgumentParser
import JobModel

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "keeps workers from taking jobs of a queue or a kind",
    discussion: """
      What runs goes on, and what EC2 may have launched is settled all the same;
      waits that are under way are watched on. Jobs can be enqueued. A worker with
      --until-idle or --until-drained ends with 75 where only paused jobs are left.
      Who paused what, when and why is on record: geuse status shows it.

      EXAMPLES
        geuse pause --queue gpu --reason 'quota raise pending'
        geuse pause --kind launch
        geuse pause --all
      """)

  @OptionGroup(title: "What") var what: PauseScopeOptions

  @Option(help: ArgumentHelp("Why, for those who wonder.", valueName: "text"))
  var reason: String?

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    let scope = try what.scope(to: "pause")
    if let reason, reason.count > 200 || reason != PrintableText.printable(reason) {
      throw CommandFailure.usage("--reason of \(reason.count) characters is not valid: at most 200, in one line")
    }
    let store = try await database.openExisting()
    let isNew = try await store.pause(scope, reason: reason, by: .current)
    let pauses = try await store.pauses().filter { $0.scope == scope }
    try output.renderer(store).pauses(pauses)
    if !isNew, let pause = pauses.first {
      Console.error("\(scope) is paused already, since \(pause.since) by \(pause.by.name)")
    } else {
      Console.error("\(scope) paused; let workers go on: geuse resume \(scope.flags)")
    }
  }
}
