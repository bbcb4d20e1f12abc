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

      EXAMPLES
        geuse launch --name web --count 3 --key-name ops
        geuse launch --instance-type m7g.large --market spot --then-wait
        geuse launch --user-data file://setup.sh --tag Team=ops --follow
        geuse launch --unique-key nightly-2026-05-01 --count 50 --then-wait
      """)

  @OptionGroup(title: "Launch") var launch: LaunchOptions

  @Option(help: ArgumentHelp("How many instances; each is a job. Default: one.", valueName: "n"))
  var count: Int?

  @Option(help: ArgumentHelp("Enqueue under this key once only; with --count, KEY/1 to KEY/n.", valueName: "key"))
  var uniqueKey: String?

  @Flag(help: "Enqueue a wait behind each launch.")
  var thenWait = false

  @Flag(help: "Check everything, show what would be enqueued, write nothing and call nothing.")
  var dryRun = false

  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    if let count, !(1...100_000).contains(count) {
      throw CommandFailure.usage("--count '\(count)' is not valid: 1 to 100000")
    }
    if let uniqueKey, !(1...250).contains(uniqueKey.unicodeScalars.count) {
      throw CommandFailure.usage("--unique-key '\(uniqueKey)' is not valid: 1 to 250 characters")
    }
    let spec = try launch.spec()
    let batch = LaunchBatch(
      launch: queue.job(
        .launch(spec), region: try aws.resolveRegion(), deployment: launch.deployment, uniqueKey: uniqueKey),
      count: count, wait: thenWait ? WaitSpec() : nil)
    guard !dryRun else { return try show(batch, spec) }
    let store = try database.open()
    let stored = try await store.enqueue(batch.jobs())
    try await AfterEnqueue(store: store, renderer: output.renderer(), follow: follow, aws: aws)
      .run(batch.grouped(stored))
  }

  private func show(_ batch: LaunchBatch, _ spec: LaunchSpec) throws {
    let image = spec.imageID ?? "newest Amazon Linux 2023, \(spec.architecture?.rawValue ?? "architecture of the type")"
    Console.data(
      """
      would enqueue \(batch.jobs().count) jobs in \(batch.launch.region), queue \(batch.launch.queue)
      rung 1: \(spec.firstRung), \(image)
      root volume: \(spec.rootVolumeSize) GiB \(spec.rootVolumeType)
      """)
  }
}
