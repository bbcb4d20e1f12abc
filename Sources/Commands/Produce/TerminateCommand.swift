import ArgumentParser
import JobModel

struct TerminateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminate",
    abstract: "enqueues terminations; add --follow to block",
    discussion: """
      A launch job that is not final is cancelled first; whatever it launched is
      terminated once that is settled.

      EXAMPLES
        geuse terminate 12 i-0123456789abcdef0
        geuse terminate --deployment staging --follow
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions
  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let wanted = try selection.someSelection(to: "terminate")
    let store = try database.open()
    let targets = try await Targets.find(wanted, verb: "terminate", store: store, region: aws.resolveRegion)
    // Enqueued before the cancel: should this process die between the two, the instance still goes.
    let stored = try await store.enqueue(
      targets.map { target in
        queue.job(
          .terminate(TerminateSpec(instanceID: target.instanceID)), region: target.region,
          deployment: target.deployment, after: target.dependency(.completion))
      })
    _ = try await store.cancel(targets.compactMap(\.launch), keepInstance: false)
    try await AfterEnqueue(store: store, renderer: output.renderer(), follow: follow, aws: aws).run(stored.map { [$0] })
  }
}
