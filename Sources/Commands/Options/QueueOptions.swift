import ArgumentParser
import JobModel

/// Where and when a new job stands in its queue.
struct QueueOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The queue it goes to; workers may serve some queues only.", valueName: "name"))
  var queue = JobDefaults.queue

  @Option(help: ArgumentHelp("Smaller runs first.", valueName: "number"))
  var priority = 0

  @Option(
    name: .customLong("max-failures"),
    help: ArgumentHelp("How many failures that count end it; capacity and throttling do not count.", valueName: "n"))
  var maxFailures = JobDefaults.maxFailures

  @Option(
    name: .customLong("retry-for"),
    help: ArgumentHelp("How long from its first try it may be tried again.", valueName: "duration"))
  var retryFor: DurationArgument = DurationArgument(JobDefaults.retryFor)

  func validate() throws {
    guard QueueName.isValid(queue) else {
      throw ValidationError("--queue '\(queue)' is not valid: \(QueueName.allowed)")
    }
    guard (1...1_000).contains(maxFailures) else {
      throw ValidationError("--max-failures '\(maxFailures)' is not valid: 1 to 1000")
    }
  }

  /// The job with everything that these flags say.
  func job(
    _ spec: JobSpec, region: String, deployment: String? = nil, after: Dependency? = nil, uniqueKey: String? = nil
  )
    -> NewJob
  {
    NewJob(
      spec: spec, region: region, deployment: deployment, queue: queue, priority: priority, after: after,
      uniqueKey: uniqueKey, maxFailures: maxFailures, retryFor: retryFor.duration)
  }
}
