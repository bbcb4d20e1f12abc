import ArgumentParser
import JobModel

struct WaitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "enqueues waits; add --follow to block",
    discussion: """
      Waits until an instance is running and has passed its checks, or is
      terminated. An instance that dies fails its wait at once. A launch job that
      is not through yet is waited for first.

      EXAMPLES
        geuse wait 12 --follow
        geuse wait i-0123456789abcdef0 --for instance-terminated --timeout 10m
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions

  @Option(name: .customLong("for"), help: "instance-running, instance-status-ok or instance-terminated.")
  var goal: WaitSpec.Goal = .statusOK

  @Option(help: ArgumentHelp("How long until it is running, or terminated.", valueName: "duration"))
  var timeout: DurationArgument = DurationArgument(.seconds(300))

  @Option(help: ArgumentHelp("How long its checks may take after that.", valueName: "duration"))
  var checksTimeout: DurationArgument = DurationArgument(.seconds(600))

  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let wanted = try selection.someSelection(to: "wait for")
    let store = try database.open()
    let targets = try await Targets.find(wanted, verb: "wait", store: store, region: aws.resolveRegion)
    let stored = try await store.enqueue(
      targets.map { target in
        queue.job(
          .wait(
            WaitSpec(
              goal: goal, instanceID: target.instanceID, timeout: Int(timeout.duration.inSeconds),
              checksTimeout: Int(checksTimeout.duration.inSeconds))),
          region: target.region, deployment: target.deployment, after: target.dependency(.success))
      })
    try await AfterEnqueue(store: store, renderer: output.renderer(), follow: follow, aws: aws).run(stored.map { [$0] })
  }
}
