import ArgumentParser

/// Whether the command stays until its jobs are final.
struct FollowOptions: ParsableArguments {
  @Flag(help: "Block until these jobs are final; works on them itself where no worker is running.")
  var follow = false

  @Option(
    name: .customLong("follow-timeout"),
    help: ArgumentHelp("Give up following after this long (exit 124); the jobs go on.", valueName: "duration"))
  var followTimeout: DurationArgument?

  /// What works here is told how often it may call before anything is enqueued.
  func validate() throws {
    guard follow else { return }
    do {
      _ = try Variables.callLimits()
    } catch let failure as CommandFailure {
      throw ValidationError(failure.message)
    }
  }
}
