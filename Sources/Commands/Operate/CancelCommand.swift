import ArgumentParser
import JobModel

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "cancels jobs that are not final",
    discussion: """
      A launch that may already have taken effect is settled first; its instance
      is then terminated, unless --keep-instance says otherwise. Prints the id of
      every job that was or will be cancelled.

      EXAMPLES
        geuse cancel 12
        geuse cancel --state retrying --deployment staging
        geuse cancel --class capacity --instance-type p5.48xlarge --dry-run
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<PlainFilters>

  @Flag(help: "Keep an instance that turns out to have been launched.")
  var keepInstance = false

  @Flag(help: "Show which jobs are meant, change nothing.")
  var dryRun = false

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    var wanted = try selection.someSelection(to: "cancel")
    let store = try await database.openExisting()
    try selection.reckon(&wanted, by: store)
    let jobs = try await store.choose(wanted, attempts: dryRun)
    wanted.report(jobs)
    guard !dryRun else { return try output.renderer(store).jobs(jobs) }
    let results = try await store.tracedControl.cancel(
      jobs.map(\.id).sorted(), keepInstance: keepInstance, by: .current)
    let changed = results.filter { $0.effect == .done || $0.effect == .requested }.map(\.id)
    let records = changed.isEmpty ? [] : try await store.jobs(Selection(ids: changed), limit: nil, attempts: true)
    try output.renderer(store).enqueued(changed.map { [EnqueuedJob(id: $0, existing: true)] }, records: records)
    try ControlReport.check(
      results, requested: "cancel requested, for when the worker or the launch is through",
      byFilter: !wanted.isNaming)
  }
}
