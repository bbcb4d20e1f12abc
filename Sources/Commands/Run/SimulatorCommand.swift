import ArgumentParser
import EC2Simulator
import Foundation
import JobModel
import Logging
import ServiceLifecycle
import UnixSignals

struct SimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulator",
    abstract: "serves an EC2 stand-in on this machine, in memory, for rehearsals",
    discussion: """
      Prints the variables that point geuse, the AWS CLI and the SDKs at it, then
      serves until it is told to stop.

      EXAMPLES
        geuse simulator --port 4566
        geuse simulator --short us-east-1a=60s --boot 2s --checks 3s
        geuse simulator --scenario docs/scenarios/zone-outage.json
        eval "$(geuse simulator --print-environment --port 4566)"
      """)

  @Option(
    help: ArgumentHelp(
      "A JSON file that says how this EC2 behaves; the other options come before it.", valueName: "path"))
  var scenario: String?

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one. (default: 4566)", valueName: "port"))
  var port: Int?

  @Option(help: ArgumentHelp("How long from pending to running. (default: 5s)", valueName: "duration"))
  var boot: DurationArgument?

  @Option(help: ArgumentHelp("How long from running to passed checks. (default: 10s)", valueName: "duration"))
  var checks: DurationArgument?

  @Option(help: ArgumentHelp("A zone without capacity for so long; may be repeated.", valueName: "zone=duration"))
  var short: [ShortZone] = []

  @Option(help: ArgumentHelp("Append every call to this file, one JSON object a line.", valueName: "path"))
  var callLog: String?

  @Flag(help: "Only print the variables for a simulator on that port; serve nothing.")
  var printEnvironment = false

  func run() async throws {
    let configuration = try configured()
    guard !printEnvironment else {
      return Console.data(Self.environment("http://127.0.0.1:\(configuration.port)", configuration))
    }
    do {
      let simulator = try Simulator(configuration: configuration)
      try await serve(simulator)
    } catch let error as SimulatorError {
      throw CommandFailure(.failed, "\(error)")
    }
  }

  /// The scenario, or the usual world, as the options change it.
  func configured() throws -> SimulatorConfiguration {
    var configuration = SimulatorConfiguration()
    if let scenario {
      do {
        configuration = try SimulatorConfiguration(scenario: scenario)
      } catch {
        throw CommandFailure.usage("\(error)")
      }
    }
    guard (0...65_535).contains(port ?? 0) else {
      throw CommandFailure.usage("--port '\(port ?? 0)' is not valid: 0 to 65535")
    }
    configuration.port = port ?? (configuration.port == 0 ? Self.usualPort : configuration.port)
    configuration.timing.boot = boot?.duration ?? configuration.timing.boot
    configuration.timing.checks = checks?.duration ?? configuration.timing.checks
    configuration.capacity += short.map { CapacityPool(zone: $0.zone, opensAfter: $0.duration) }
    configuration.callLog = callLog ?? configuration.callLog
    return configuration
  }

  private static let usualPort = 4566

  /// As many as several busy workers open.
  private static let connections = 4_096

  private func serve(_ simulator: Simulator) async throws {
    OpenFileLimit.raise(by: Self.connections)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await ServiceGroup(
          configuration: ServiceGroupConfiguration(
            services: [.init(service: simulator)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: WorkerRunning.logger(level: .warning))
        ).run()
      }
      group.addTask {
        Console.data(Self.environment("\(try await simulator.endpoint)", simulator.configuration))
        Console.error("serving on \(try await simulator.endpoint); look inside at /_simulator/state")
      }
      try await group.waitForAll()
    }
  }

  static func environment(_ endpoint: String, _ configuration: SimulatorConfiguration) -> String {
    let usual = SimulatorConfiguration.defaultAccessKeyID
    // Older clients, such as the AWS CLI's first version, read the longer name only.
    let region = configuration.regions.first ?? "us-east-1"
    let key =
      configuration.accessKeys[usual] == nil ? configuration.accessKeys.keys.min() ?? usual : usual
    return """
      export AWS_ENDPOINT_URL=\(endpoint)
      export AWS_ACCESS_KEY_ID=\(key)
      export AWS_SECRET_ACCESS_KEY=\(configuration.accessKeys[key] ?? "")
      export AWS_DEFAULT_REGION=\(region)
      export AWS_REGION=\(region)
      """
  }
}

/// `us-east-1a=60s`.
struct ShortZone: ExpressibleByArgument, Equatable {
  let zone: String
  let duration: Duration

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let duration = DurationText.parse(String(parts[1])) else { return nil }
    zone = String(parts[0])
    self.duration = duration
  }
}
