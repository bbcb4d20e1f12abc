import ArgumentParser
import JobModel
import Operations

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "shows the queue, or some jobs",
    discussion: """
      EXAMPLES
        The whole queue: counts, workers, pauses, closings, EC2 calls, orders:
          geuse status
        A page about one job: its chain, budgets, error and next step, every try:
          geuse status 12
        Two jobs with every try:
          geuse status 12 13 --attempts
        Stay until job 12 is final, or all of a deployment are; exit 1 if one failed:
          geuse status 12 --follow
          geuse status --deployment web --follow
        Exit 1 if job 12 failed or was cancelled:
          geuse status 12 --exit-status
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<PlainFilters>

  @Flag(help: "Show every attempt.")
  var attempts = false

  @Flag(help: "Exit 1 where one of the jobs failed or was cancelled.")
  var exitStatus = false

  @Flag(help: "Print user data too.")
  var showUserData = false

  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    var wanted = try selection.selection()
    guard !wanted.isEmpty || !follow.follow else { throw CommandFailure.usage("--follow needs job ids, or a filter") }
    let store = try await database.openExisting()
    try selection.reckon(&wanted, by: store)
    guard !wanted.isEmpty else {
      let renderer = output.renderer(store)
      return try renderer.overview(try await Overview(of: store, now: renderer.now))
    }
    var jobs = try await store.choose(wanted, attempts: true)
    wanted.report(jobs)
    if follow.follow, !jobs.isEmpty {
      let ids = jobs.map(\.id).sorted()
      _ = try await Follower(store: store, options: follow, aws: try aws.settings()).follow(ids)
      jobs = try await store.jobs(Selection(ids: ids), limit: nil, attempts: true)
    }
    jobs.sort { $0.id < $1.id }
    // The time of now: following may have taken long.
    var renderer = output.renderer(store, showsUserData: showUserData)
    renderer.pauses = try await store.pauses()
    if jobs.count == 1, let job = jobs.first {
      try renderer.page(try await JobPage(of: job, in: store), allAttempts: attempts)
    } else {
      try renderer.jobs(jobs, attempts: attempts)
    }
    if exitStatus || follow.follow { try jobs.requireSuccess() }
  }
}
