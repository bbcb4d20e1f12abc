import ArgumentParser
import JobModel
import Operations

struct RequeueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requeue",
    abstract: "runs failed, cancelled or retrying jobs again; add --follow to block",
    discussion: """
      They run now, with fresh budgets; history stays. Waits and tags behind them
      wait for them again, and so do terminations that ended no instance. A wait
      whose instance EC2 took back for want of capacity has its launch run again,
      too. Launches may be changed on the way: what is given replaces what they had,
      lists wholly, subnets and zones one another; --max-price '' and --image-id ''
      take back. A launch that may have taken effect is settled first: its changes
      apply if it launched nothing, and if it did, the job succeeds as it was.
      --instance-type is a change: to choose launches by their type, say
      --having-instance-type.

      EXAMPLES
        geuse requeue 12
        geuse requeue --state failed --error InsufficientInstanceCapacity
        All that failed for want of capacity, on other types and on demand:
          geuse requeue --error InsufficientInstanceCapacity --dry-run \\
            --instance-type m5.large --instance-type m6i.large --market on-demand
        After LaunchOutcomeUnknown, once you have looked:
          geuse requeue 12 --assume-not-launched
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<RequeueFilters>
  @OptionGroup(title: "Changes, of launches") var change: ChangeOptions

  @Flag(help: "For a launch whose outcome is not known: you have looked, and nothing was launched.")
  var assumeNotLaunched = false

  @Flag(help: "Cancel the terminations that would end at once what is launched now.")
  var keepInstance = false

  @Flag(help: "Show which jobs are meant and what would change about them, change nothing.")
  var dryRun = false

  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let changes = try change.changes()
    var wanted = try selection.someSelection(to: "requeue")
    let store = try await database.openExisting()
    try selection.reckon(&wanted, by: store)
    let jobs = try await store.choose(wanted, attempts: dryRun)
    wanted.report(jobs)
    try changes.check(jobs)
    let (ids, options) = (
      jobs.map(\.id).sorted(),
      RequeueOptions(
        assumeNotLaunched: assumeNotLaunched, changes: changes, keepInstance: keepInstance)
    )
    guard !dryRun else {
      try preview(jobs, changes, output.renderer(store))
      let results = try await store.previewRequeue(ids, options: options)
      ControlReport.say(results, requested: "the open request would be settled first")
      return sayWhatGoesWithThem(results, named: ids)
    }
    let results = try await store.tracedControl.requeue(ids, options: options, by: .current)
    // Said before the command follows, which may take long.
    ControlReport.say(
      results, requested: "the open request is settled first; the changes apply if it launched nothing")
    sayWhatGoesWithThem(results, named: ids)
    let changed = results.filter { $0.effect == .done || $0.effect == .requested }.map(\.id)
    let behind = follow.follow ? try await waitsAndTags(behind: changed, store) : []
    let followed = await Result {
      try await AfterEnqueue(
        store: store, renderer: output.renderer(store), follow: follow, aws: aws, tellsExisting: false,
        alsoFollowing: behind
      )
      .run(changed.map { [EnqueuedJob(id: $0, existing: true)] })
    }
    let settledFirst = Set(results.filter { $0.effect == .requested }.map(\.id))
    try await sayWhatLaunchedBefore(jobs.filter { settledFirst.contains($0.id) }, changes, store)
    try followed.get()
    try ControlReport.check(results, byFilter: !wanted.isNaming)
  }

  /// Those that wait again, and come in their turn.
  private func waitsAndTags(behind changed: [JobID], _ store: any JobStore) async throws -> [JobID] {
    let now = store.clocks.now()
    let related = try await store.jobs(
      Selection(ids: try await store.related(to: changed)), limit: nil, attempts: false)
    return related.filter {
      [.wait, .tag].contains($0.kind) && !$0.state.isFinal && $0.runAt <= now && !changed.contains($0.id)
    }.map(\.id)
  }

  private func sayWhatGoesWithThem(_ results: [ControlResult], named ids: [JobID]) {
    let named = Set(ids)
    let launches = results.filter { !named.contains($0.id) && $0.effect == .done }.map(\.id)
    if launches.count == 1 {
      Console.error("launch \(launches[0]) runs again, too: EC2 had taken back the instance that was waited for")
    } else if !launches.isEmpty {
      Console.error(
        "launches \(CountText.listing(launches)) run again, too: EC2 had taken back the instances that were waited for")
    }
    let endings = results.flatMap(\.endings)
    guard !endings.isEmpty else { return }
    let words = "\(CountText.of(endings.count, "termination")) (\(CountText.listing(endings)))"
    guard !keepInstance else { return Console.error("the instances are kept: \(words) will not end them") }
    // What waits again can be cancelled; what would wait again cannot yet.
    Console.error(
      "on order is also the end of what is launched now: \(words); to keep the instances: "
        + (dryRun ? "--keep-instance" : "geuse cancel \(CountText.arguments(endings))"))
  }

  private func preview(_ jobs: [JobRecord], _ changes: LaunchChanges, _ renderer: Renderer) throws {
    guard !changes.isEmpty else { return try renderer.jobs(jobs) }
    var previews: [(JobRecord, ChangePreview)] = []
    var others: [JobID] = []
    for job in jobs {
      if case .launch(let spec) = job.spec {
        previews.append((job, try ChangePreview(spec, priority: job.priority, changes: changes)))
      } else {
        others.append(job.id)
      }
    }
    if !others.isEmpty {
      let asBefore = others.count == 1 ? "it is" : "they are"
      Console.error("\(CountText.naming(others.sorted())) would stay as \(asBefore): only a launch can be changed")
    }
    try renderer.changes(previews)
  }

  /// - Parameter jobs: as they were before the order.
  private func sayWhatLaunchedBefore(
    _ jobs: [JobRecord], _ changes: LaunchChanges, _ store: any JobStore
  ) async throws {
    guard !jobs.isEmpty, follow.follow else { return }
    let ended = try await store.jobs(Selection(ids: jobs.map(\.id)), limit: nil, attempts: false)
    var lines: [String] = []
    for job in ended where job.state == .succeeded {
      guard let before = jobs.first(where: { $0.id == job.id }), case .launch(let spec) = before.spec,
        job.spec == before.spec, changes.applied(to: spec) != spec
      else { continue }
      lines.append("job \(job.id) had launched \(job.instanceID ?? "its instance") before: it succeeded as it was")
    }
    if !lines.isEmpty { Console.error(CommandFailure.listing(lines)) }
  }
}

extension Result where Failure == any Error {
  /// What an asynchronous body comes to.
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
