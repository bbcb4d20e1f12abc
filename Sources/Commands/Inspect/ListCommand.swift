import ArgumentParser
import JobModel

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "lists jobs, newest first",
    discussion: """
      All of them off a terminal; 50 on one, unless --limit says otherwise.

      EXAMPLES
        geuse list --state failed
        geuse list --class capacity -q | geuse requeue -
        geuse list --kind launch --tag Team=ops --since 2h
        Enqueue again what failed, as lines that enqueue reads:
          geuse list --kind launch --state failed --output jsonl --show-user-data \\
            | jq -c '{kind, spec, region, deployment}' | geuse enqueue -
      """)

  /// How many jobs a person wants to see at once.
  static let terminalLimit = 50

  @OptionGroup(title: "Which") var selection: SelectionOptions<PlainFilters>

  @Option(help: ArgumentHelp("At most this many.", valueName: "n"))
  var limit: Int?

  @Flag(name: .shortAndLong, help: "Ids only.")
  var quiet = false

  @Flag(help: "Print user data too.")
  var showUserData = false

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    if let limit, limit < 1 { throw CommandFailure.usage("--limit '\(limit)' is not valid: 1 or more") }
    var wanted = try selection.selection()
    let store = try await database.openExisting()
    try selection.reckon(&wanted, by: store)
    let isCut = limit == nil && Console.outputIsTerminal && !quiet
    // One more than shown tells whether there is more.
    let asked = isCut ? Self.terminalLimit + 1 : limit
    var jobs = try await store.choose(wanted, limit: asked, attempts: true)
    wanted.report(jobs)
    let hasMore = isCut && jobs.count > Self.terminalLimit
    if hasMore { jobs.removeLast() }
    if quiet {
      for job in jobs { Console.data("\(job.id)") }
    } else {
      var renderer = output.renderer(store, showsUserData: showUserData)
      renderer.pauses = try await store.pauses()
      try renderer.jobs(jobs)
    }
    if hasMore { Console.error("only the newest \(Self.terminalLimit) are shown; more with --limit N") }
  }
}
