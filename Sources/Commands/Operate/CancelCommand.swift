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
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions

  @Flag(help: "Keep an instance that turns out to have been launched.")
  var keepInstance = false

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    let wanted = try selection.someSelection(to: "cancel")
    let store = try database.open()
    let ids = try await store.choose(wanted).map(\.id).sorted()
    let results = try await store.cancel(ids, keepInstance: keepInstance)
    let changed = results.filter { $0.effect == .done || $0.effect == .requested }.map(\.id)
    let records = changed.isEmpty ? [] : try await store.jobs(Selection(ids: changed), limit: nil, attempts: true)
    try output.renderer().enqueued(changed.map { [EnqueuedJob(id: $0, existing: true)] }, records: records)
    try ControlReport.check(results, verb: "cancel", byFilter: !wanted.isNaming)
  }
}
