import AWSCore
import ArgumentParser

/// How AWS is reached, as the AWS CLI has it.
struct AWSOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Default: $AWS_REGION, $AWS_DEFAULT_REGION, then the profile's.", valueName: "region"))
  var region: String?

  @Option(help: ArgumentHelp("A profile of the shared config and credentials files.", valueName: "name"))
  var profile: String?

  @Option(
    name: .customLong("endpoint-url"),
    help: ArgumentHelp("Another endpoint than AWS's own, such as the simulator's.", valueName: "url"))
  var endpointURL: String?

  func settings() throws -> AWSSettings {
    try AWSSettings(profile: profile, region: region, endpointURL: endpointURL, environment: .process)
  }

  /// The region that new jobs shall run in; a missing or misspelt one costs nothing.
  func resolveRegion() throws -> String {
    do {
      return try settings().regions.region()
    } catch let error as ConfigurationError {
      throw CommandFailure(.usage, error.message)
    }
  }
}
