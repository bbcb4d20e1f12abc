import ArgumentParser
import JobModel

struct WaitCommand: TargetingCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "enqueues waits; add --follow to block",
    discussion: """
      Waits until an instance is running and has passed its checks, or is
      terminated. An instance that dies fails its wait at once; one that EC2 takes
      back for want of capacity has its launch run again, three times at most, and
      the wait goes on with the next instance. A launch job that is not through yet
      is waited for first. A wait's id means its launch.

      EXAMPLES
        geuse wait 12 --follow
        geuse wait i-0123456789abcdef0 --for instance-terminated --timeout 10m
        Ready or gone:
          geuse wait --deployment trial --terminate-on-failure --follow
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<TargetFilters>

  @Option(name: .customLong("for"), help: "instance-running, instance-status-ok or instance-terminated.")
  var goal: WaitSpec.Goal = .statusOK

  @Option(help: ArgumentHelp("How long until it is running, or terminated.", valueName: "duration"))
  var timeout: DurationArgument = DurationArgument(.seconds(300))

  @Option(help: ArgumentHelp("How long its checks may take after that.", valueName: "duration"))
  var checksTimeout: DurationArgument = DurationArgument(.seconds(600))

  @Flag(help: "Terminate the instance if this wait fails.")
  var terminateOnFailure = false

  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    try await enqueue(to: "wait for") { target in
      .wait(
        WaitSpec(
          goal: goal, instanceID: target.instanceID, timeout: Int(timeout.duration.inSeconds),
          checksTimeout: Int(checksTimeout.duration.inSeconds),
          terminateOnFailure: terminateOnFailure ? true : nil))
    }
  }
}
