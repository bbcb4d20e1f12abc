import ArgumentParser
import JobModel

/// A verb that enqueues one job for each launch or instance it is given.
protocol TargetingCommand: AsyncParsableCommand {
  var selection: SelectionOptions { get }
  var queue: QueueOptions { get }
  var follow: FollowOptions { get }
  var output: OutputOptions { get }
  var database: DatabaseOptions { get }
  var aws: AWSOptions { get }
}

extension TargetingCommand {
  /// Finds the targets, enqueues a job for each, and sees them off.
  /// - Parameters:
  ///   - verb: as in "nothing to wait for".
  ///   - condition: how a launch has to end for its job to run.
  ///   - settle: what else is due once the jobs are stored.
  ///   - spec: what shall be done to a target.
  func enqueue(
    to verb: String, after condition: Dependency.Condition = .success,
    settle: (any JobStore, [Target]) async throws -> Void = { _, _ in }, spec: (Target) -> JobSpec
  ) async throws {
    let wanted = try selection.someSelection(to: verb)
    let store = try database.open()
    let targets = try await Targets.find(
      wanted, verb: Self.configuration.commandName ?? verb, store: store, region: aws.resolveRegion)
    let stored = try await store.enqueue(
      targets.map {
        queue.job(spec($0), region: $0.region, deployment: $0.deployment, after: $0.dependency(condition))
      })
    try await settle(store, targets)
    try await AfterEnqueue(store: store, renderer: output.renderer(), follow: follow, aws: aws).run(stored.map { [$0] })
  }
}
