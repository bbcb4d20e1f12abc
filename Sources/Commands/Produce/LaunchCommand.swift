import AWSCore
import ArgumentParser
import JobModel
import LaunchPolicy
import Operations

struct LaunchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "launch",
    abstract: "enqueues launches; add --follow to block",
    discussion: """
      Each launch becomes one instance, once. Prints one job id a line; with
      --then-wait the wait's id follows on the same line. With --unique-key a
      script may be run again: what it enqueued before is not enqueued twice. With
      --count the keys are numbered, KEY/1 to KEY/n, for --count 1 too: a higher
      count later adds the rest.

      Markets, types and subnets or zones make a ladder: a launch that is refused
      for want of capacity goes to the next rung at once, and rests when it has
      tried them all. Without flags: t3.medium, on demand, the newest Amazon Linux
      2023 for the type, any zone of the default VPC. --dry-run shows the ladder.

      EXAMPLES
        geuse launch --name web --count 3 --key-name ops
        geuse launch --instance-type m7g.large --market spot --then-wait
        geuse launch --user-data file://setup.sh --tag Team=ops --follow
        geuse launch --unique-key nightly-2026-05-01 --count 50 --then-wait
        Spot in any zone, type by type, then the same on demand:
          geuse launch --market spot --market on-demand --instance-type m5.large \\
            --instance-type m6i.large --availability-zone all --dry-run
        Tonight, and only if job 12 succeeded:
          geuse launch --after 12 --run-at 2026-05-01T22:00:00Z
        Ready or gone:
          geuse launch --then-wait --terminate-on-failure --follow
      """)

  @OptionGroup(title: "Launch") var launch: LaunchOptions

  @Option(help: ArgumentHelp("How many instances; each is a job. Default: one.", valueName: "n"))
  var count: Int?

  @Option(help: ArgumentHelp("Enqueue under this key once only; with --count, KEY/1 to KEY/n.", valueName: "key"))
  var uniqueKey: String?

  @Option(help: ArgumentHelp("Launch only after this job has succeeded.", valueName: "job"))
  var after: JobID?

  @Option(
    help: ArgumentHelp("Launch no sooner: 2026-05-01T22:00:00Z, or +15m from now. Passed: now.", valueName: "time"))
  var runAt: String?

  @Flag(help: "Enqueue a wait behind each launch.")
  var thenWait = false

  @Flag(help: "With --then-wait: terminate the instance if its wait fails.")
  var terminateOnFailure = false

  @Flag(help: "Check everything, show what would be enqueued, write nothing and call nothing.")
  var dryRun = false

  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    if let count, !(1...EnqueueFile.maxJobs).contains(count) {
      throw CommandFailure.usage("--count '\(count)' is not valid: 1 to \(EnqueueFile.maxJobs)")
    }
    if let uniqueKey, !uniqueKey.isLine(of: 1...250) {
      throw CommandFailure.usage("--unique-key '\(uniqueKey)' is not valid: 1 to 250 characters, in one line")
    }
    guard thenWait || !terminateOnFailure else {
      throw CommandFailure.usage("--terminate-on-failure needs --then-wait: it is a wait that fails")
    }
    let spec = try launch.spec()
    let region = try aws.resolveRegion()
    let misplaced = spec.problems(in: region)
    guard misplaced.isEmpty else { throw CommandFailure.usage(misplaced) }
    var job = queue.job(
      .launch(spec), region: region, deployment: launch.deployment,
      after: after.map { Dependency(.job($0)) }, uniqueKey: uniqueKey)
    job.runAt = try runAt.map { try Self.time($0, now: Timestamp.now()) }
    let wait = WaitSpec(terminateOnFailure: terminateOnFailure ? true : nil)
    var batch = LaunchBatch(launch: job, count: count, wait: thenWait ? wait : nil)
    guard !dryRun else { return try show(batch, spec) }
    let store = try await database.open()
    // By the clock of those who will see when it has come.
    batch.launch.runAt = try runAt.map { try Self.time($0, now: store.clocks.now()) }
    let stored = try await store.tracedQueue.enqueue(batch.jobs())
    try await AfterEnqueue(store: store, renderer: output.renderer(store), follow: follow, aws: aws)
      .run(batch.grouped(stored))
  }

  private func show(_ batch: LaunchBatch, _ spec: LaunchSpec) throws {
    let image = spec.imageID ?? "newest Amazon Linux 2023, \(spec.architecture?.rawValue ?? "architecture of the type")"
    let conditions = [after.map { ", after job \($0)" }, batch.launch.runAt.map { ", not before \($0)" }]
    let lines = Ladder.preview(spec).enumerated().map { "rung \($0.offset + 1): \($0.element), \(image)" }
    let wishes = SpecText.besideLadder(spec).map { PrintableText.printable("\($0.name): \($0.value)") }
    Console.data(
      """
      would enqueue \(CountText.of(batch.jobs().count, "job")) in \(batch.launch.region), queue \(batch.launch.queue)\
      \(conditions.compactMap(\.self).joined())
      \(lines.joined(separator: "\n"))
      \(wishes.joined(separator: "\n"))
      tried for \(DurationText.format(queue.retryFor.duration)) from its first try, \(queue.maxFailures) failures that count
      """)
  }

  private static func time(_ text: String, now: Timestamp) throws -> Timestamp {
    guard let time = Timestamp(runAt: text, now: now) else {
      throw CommandFailure.usage("--run-at '\(text)' is not valid: a time such as 2026-05-01T22:00:00Z, or +15m")
    }
    return time
  }
}
