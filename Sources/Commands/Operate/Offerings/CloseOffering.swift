import ArgumentParser
import JobModel
import LaunchPolicy

struct CloseOffering: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "keeps launches away from an offering for a while")

  @Option(help: "spot or on-demand.")
  var market: Market = .onDemand

  @Option(help: ArgumentHelp("The instance type.", valueName: "type"))
  var instanceType: String

  @Option(help: ArgumentHelp("The zone. Without it, only launches that name no zone are held.", valueName: "zone"))
  var availabilityZone: String?

  @Option(name: .customLong("for"), help: ArgumentHelp("How long.", valueName: "duration"))
  var rest: DurationArgument = DurationArgument(.seconds(3_600))

  @Option(help: ArgumentHelp("What the jobs that wait for it shall say.", valueName: "text"))
  var reason = "no reason was given"

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let spec = LaunchSpec(
      instanceTypes: [instanceType], availabilityZones: [availabilityZone].compactMap(\.self), markets: [market])
    guard rest.duration > .zero else { throw CommandFailure.usage("--for '0s' is not valid: longer than 0s") }
    let problems = spec.problems()
    guard problems.isEmpty, !spec.wantsAllZones else {
      throw CommandFailure.usage(
        problems + (spec.wantsAllZones ? [SpecProblem("availability_zone", "all", allowed: "one zone")] : []))
    }
    let region = try aws.resolveRegion()
    let store = try await database.open()
    let key = ClosingKey(.operator, spec.firstRung.offering)
    // A new order takes the place of the last one.
    try await store.open(region: region, keys: [key])
    try await store.close([
      Refusal(region: region, key: key, code: "ClosedByOperator", message: reason, rest: rest.duration)
    ])
    try output.renderer(store).closings(try await store.closings(region: region).filter { $0.key == key })
  }
}
