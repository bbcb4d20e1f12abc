import ArgumentParser
import JobModel

struct InstancesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instances",
    abstract: "lists the instances on record, newest first",
    discussion: """
      What EC2 named as launched, whatever became of its job; the state is the one
      that was seen last. Nobody asks EC2: an instance that ended by itself may
      still be shown as it was. Filters are about the launch that made it; the id of
      a wait, a tag or a terminate job means what it is about.

      EXAMPLES
        geuse instances
        geuse instances --deployment staging --live
        geuse instances 12 --output json | jq -r '.[].public_ip'
        geuse instances --live --tag Team=ops -q | geuse terminate -
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<PlainFilters>

  @Flag(help: "Leave out those that are known to be gone.")
  var live = false

  @Option(help: ArgumentHelp("At most this many.", valueName: "n"))
  var limit: Int?

  @Flag(name: .shortAndLong, help: "Ids only.")
  var quiet = false

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    if let limit, limit < 1 { throw CommandFailure.usage("--limit '\(limit)' is not valid: 1 or more") }
    var wanted = try selection.selection()
    let store = try await database.openExisting()
    try selection.reckon(&wanted, by: store)
    var found = try await store.instances(wanted)
    if live { found.removeAll { $0.goneAt != nil } }
    wanted.report(found)
    let isCut = limit == nil && Console.outputIsTerminal && !quiet
    let shown = limit ?? (isCut ? ListCommand.terminalLimit : found.count)
    let instances = Array(found.prefix(shown))
    if quiet {
      for instance in instances { Console.data(instance.resource.instanceID) }
    } else {
      try output.renderer(store).instances(instances)
    }
    if isCut, found.count > shown { Console.error("only the newest \(shown) are shown; more with --limit N") }
  }
}

extension JobCatalog {
  /// The instances that a selection means, newest first.
  /// - Throws: exit 2 for a named job that does not exist, or a named instance that is not on record.
  fileprivate func instances(_ selection: Selection) async throws -> [InstanceRecord] {
    guard selection.isNaming else { return try await instances(selection, limit: nil) }
    try await requireJobs(selection.ids)
    let named = try await jobs(Selection(ids: selection.ids), limit: nil, attempts: false)
    let subjects = selection.ids.isEmpty ? [] : try await self.subjects(of: named)
    let wanted = selection.naming(
      ids: subjects.compactMap(\.launch), instanceIDs: selection.instanceIDs + subjects.compactMap(\.instanceID))
    let known = try await instances(Selection(instanceIDs: selection.instanceIDs), limit: nil)
    if let missing = selection.instanceIDs.first(where: { id in !known.contains { $0.resource.instanceID == id } }) {
      throw CommandFailure(
        .noSuchJob, "instance \(missing) is not on record here", hint: "list what is: geuse instances")
    }
    return wanted.isNaming ? try await instances(wanted, limit: nil) : []
  }
}
