import ArgumentParser
import JobModel

/// A verb that enqueues one job for each launch or instance it is given.
protocol TargetingCommand: AsyncParsableCommand {
  associatedtype Filters: FilterNames
  var selection: SelectionOptions<Filters> { get }
  var queue: QueueOptions { get }
  var follow: FollowOptions { get }
  var output: OutputOptions { get }
  var database: DatabaseOptions { get }
  var aws: AWSOptions { get }
  /// Whether to show the targets and leave it at that.
  var isDryRun: Bool { get }
}

extension TargetingCommand {
  var isDryRun: Bool { false }

  /// Finds the targets, enqueues a job for each, and sees them off.
  /// - Parameters:
  ///   - verb: as in "nothing to wait for".
  ///   - skipsGone: whether nothing is to be done about what is known to be gone.
  ///   - condition: how a launch has to end for its job to run.
  ///   - settle: what else is due once the jobs are stored.
  ///   - spec: what shall be done to a target.
  func enqueue(
    to verb: String, skippingGone skipsGone: Bool = false, after condition: Dependency.Condition = .success,
    settle: (any JobStore, [Target]) async throws -> Void = { _, _ in }, spec: (Target) -> JobSpec
  ) async throws {
    var wanted = try selection.someSelection(to: verb)
    // Jobs are in a queue that is there; an instance may be the first thing that a queue hears of.
    let store = try await isDryRun || wanted.instanceIDs.isEmpty ? database.openExisting() : database.open()
    try selection.reckon(&wanted, by: store)
    let found = try await Targets.find(
      wanted, verb: Self.configuration.commandName ?? verb, store: store, region: aws.resolveRegion)
    wanted.report(found)
    let targets = found.filter { !(skipsGone && $0.isGone) }
    if targets.count < found.count {
      let gone = found.count - targets.count
      Console.error(gone == 1 ? "1 of them is gone already" : "\(gone) of them are gone already")
    }
    guard !isDryRun else { return try output.renderer(store).targets(targets) }
    let stored = try await store.tracedQueue.enqueue(
      targets.map {
        queue.job(spec($0), region: $0.region, deployment: $0.deployment, after: $0.dependency(condition))
      })
    try await settle(store, targets)
    try await AfterEnqueue(store: store, renderer: output.renderer(store), follow: follow, aws: aws).run(
      stored.map { [$0] })
  }
}
