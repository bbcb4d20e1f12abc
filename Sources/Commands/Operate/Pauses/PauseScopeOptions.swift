import ArgumentParser
import JobModel

/// What is paused or resumed.
struct PauseScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Jobs of this queue.", valueName: "name"))
  var queue: String?

  @Option(help: "Jobs of this kind: launch, wait, tag, terminate; with --queue, those in that queue.")
  var kind: JobKind?

  @Flag(help: "Everything.")
  var all = false

  /// - Parameter verb: as in "nothing to pause".
  func scope(to verb: String) throws -> Pause.Scope {
    guard all || queue != nil || kind != nil else {
      throw CommandFailure.usage("nothing to \(verb): say --queue NAME, --kind KIND, both, or --all")
    }
    guard !all || (queue == nil && kind == nil) else {
      throw CommandFailure.usage("--all goes without --queue and --kind")
    }
    if let queue, !QueueName.isValid(queue) {
      throw CommandFailure.usage("--queue '\(queue)' is not valid: \(QueueName.allowed)")
    }
    return Pause.Scope(queue: queue, kind: kind)
  }
}
