import ArgumentParser
import JobModel
import LaunchPolicy
import Operations

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "examines the database, the credentials and what EC2 allows",
    discussion: """
      Reads the whole file, or asks the server that has the database; asks AWS who
      we are, what time it is and, by DryRun, whether we may do what launches take;
      looks for instances of this queue that are not on record. Changes nothing.
      Exits with 1 where something is to be done, and says what.

      With --reconcile it asks EC2 for living instances of this queue, in every
      region that jobs name or in --region. One that came after its request had
      ended is recorded and terminated. One of an unknown request means that the
      database is a restored or copied one: until it is dealt with nothing is
      launched there. After a restore, enqueue again what was enqueued since the
      backup (with the same unique keys), then adopt: each instance becomes the
      result of a launch that asks for just that, or of a job of its own.

      EXAMPLES
        geuse doctor
        The file alone, without asking AWS:
          geuse doctor --offline
        With a policy that allows one deployment alone:
          geuse doctor --deployment staging
        What EC2 has and the database does not know:
          geuse doctor --reconcile
        Give the instances to their jobs, then launching goes on:
          geuse doctor --reconcile --adopt
        Terminate one of them, adopt the others:
          geuse doctor --reconcile --terminate i-0123456789abcdef0
          geuse doctor --reconcile --adopt
      """)

  @Argument(
    help: ArgumentHelp("Deal with these only, and what was launched together with them.", valueName: "instance"))
  var instances: [String] = []

  @Flag(help: "Do not ask AWS.")
  var offline = false

  @Option(
    help: ArgumentHelp("Ask whether launches of this deployment are allowed; a policy may name one.", valueName: "name")
  )
  var deployment: String?

  @Flag(help: "Ask EC2 for instances of this queue that are not on record.")
  var reconcile = false

  @Flag(help: "Put them on record: each is given to the launch that it fits, or to a job of its own.")
  var adopt = false

  @Flag(help: "Put them on record and enqueue their end.")
  var terminate = false

  @Option(help: ArgumentHelp("How long an unanswered launch may still take effect at EC2.", valueName: "duration"))
  var ambiguityWindow: DurationArgument =
    Variables.duration("AMBIGUITY_WINDOW") ?? DurationArgument(Settlement.Limits().ambiguityWindow)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    try Variables.check()
    guard reconcile || !(adopt || terminate || !instances.isEmpty) else {
      throw CommandFailure.usage("--adopt, --terminate and instance ids go with --reconcile")
    }
    guard !(offline && reconcile) else { throw CommandFailure.usage("--reconcile asks EC2: it goes without --offline") }
    guard !(adopt && terminate) else { throw CommandFailure.usage("--adopt and --terminate exclude each other") }
    guard instances.isEmpty || adopt || terminate else {
      throw CommandFailure.usage("say what to do with these instances: --adopt or --terminate")
    }
    let store = try await database.openExisting()
    guard reconcile else { return try await examine(store) }
    let doctor = InstanceDoctor(store: store, aws: try aws.settings(), window: ambiguityWindow.duration)
    let choice: InstanceDoctor.Choice? = adopt ? .adopt : terminate ? .terminate : nil
    let regions = if let region = aws.region { [region] } else { try await store.regions() }
    guard !regions.isEmpty else {
      throw CommandFailure.usage("this database names no region yet: say which to ask with --region")
    }
    let report = try await doctor.reconcile(regions, choice, only: Set(instances))
    try output.renderer(store).found(report.found)
    try judge(report, in: regions)
  }

  private func judge(_ report: InstanceDoctor.Report, in regions: [String]) throws {
    let left = report.found.filter { $0.adoptedBy == nil }
    guard let first = left.first else {
      let place = regions.joined(separator: ", ")
      return Console.error(
        report.listed == 0
          ? "EC2 has no living instance of this queue in \(place)"
          : "EC2 has \(report.listed) living in \(place), all of them on record")
    }
    let count = CountText.of(left.count, "instance") + (left.count == 1 ? " is" : " are")
    let hint = adopt ? nil : "give them to their jobs: geuse doctor --reconcile --adopt"
    throw CommandFailure(
      .failed, "\(count) not on record; nothing is launched in \(first.region) meanwhile",
      hint: first.refusal.map { "\(first.instance.resource.instanceID): \($0)" } ?? hint)
  }

  private func examine(_ store: any JobStore) async throws {
    let now = store.clocks.now()
    let workers = try await store.workers().filter { $0.isAlive && !$0.isFollower }
    var findings = StoreDiagnosis(
      try await store.condition(), hasWorkers: !workers.isEmpty, ambiguityWindow: ambiguityWindow.duration, now: now
    ).findings
    findings.append(SurroundingsDiagnosis.workers(workers))
    findings += SurroundingsDiagnosis.pauses(try await store.pauses())
    if !offline { findings += try await AWSDoctor(store: store, aws: aws, deployment: deployment).findings() }
    let halts = try await store.halts()
    findings += SurroundingsDiagnosis.halts(halts, besides: findings)
    let report = DoctorReport(findings: findings, halts: halts)
    try output.renderer(store).examination(report)
    guard report.problems.isEmpty else {
      let count = report.problems.count
      throw CommandFailure(.failed, "\(CountText.of(count, "thing")) to do")
    }
  }
}
