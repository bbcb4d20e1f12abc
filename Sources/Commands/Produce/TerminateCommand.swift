import ArgumentParser
import JobModel

struct TerminateCommand: TargetingCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminate",
    abstract: "enqueues terminations; add --follow to block",
    discussion: """
      A launch job that is not final is cancelled first; whatever it launched is
      terminated once that is settled. A wait's id means its launch.

      EXAMPLES
        geuse terminate 12 i-0123456789abcdef0
        geuse terminate --deployment staging --follow
        What waited in vain since yesterday, first to see and then to end:
          geuse terminate --kind wait --state failed --since 1d --dry-run
          geuse terminate --kind wait --state failed --since 1d
        geuse instances --live --deployment trial -q | geuse terminate -
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<TargetFilters>

  @Flag(name: .customLong("dry-run"), help: "Show what would be terminated, enqueue and cancel nothing.")
  var isDryRun = false
  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    // Enqueued before the cancel: should this process die between the two, the instance still goes.
    try await enqueue(to: "terminate", skippingGone: true, after: .completion, settle: cancelLaunches) {
      .terminate(TerminateSpec(instanceID: $0.instanceID))
    }
  }

  private func cancelLaunches(_ store: any JobStore, _ targets: [Target]) async throws {
    _ = try await store.tracedControl.cancel(targets.compactMap(\.launch), keepInstance: false, by: .current)
  }
}
