import ArgumentParser
import JobModel

struct RequeueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requeue",
    abstract: "runs failed, cancelled or retrying jobs again now; add --follow to block",
    discussion: """
      Budgets start afresh, history stays, and what failed because it depended on
      these jobs is revived.

      EXAMPLES
        geuse requeue 12
        geuse requeue --state failed --error InsufficientInstanceCapacity
        After LaunchOutcomeUnknown, once you have looked:
          geuse requeue 12 --assume-not-launched
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions

  @Flag(help: "For a launch whose outcome is not known: you have looked, and nothing was launched.")
  var assumeNotLaunched = false

  @Flag(help: "Show which jobs are meant, change nothing.")
  var dryRun = false

  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let wanted = try selection.someSelection(to: "requeue")
    let store = try database.open()
    let jobs = try await store.choose(wanted, attempts: dryRun)
    guard !dryRun else { return try output.renderer().jobs(jobs) }
    let results = try await store.requeue(
      jobs.map(\.id).sorted(), options: RequeueOptions(assumeNotLaunched: assumeNotLaunched))
    let changed = results.filter { $0.effect == .done || $0.effect == .requested }.map(\.id)
    try await AfterEnqueue(store: store, renderer: output.renderer(), follow: follow, aws: aws)
      .run(changed.map { [EnqueuedJob(id: $0, existing: true)] })
    try ControlReport.check(results, verb: "requeue", byFilter: !wanted.isNaming)
  }
}
