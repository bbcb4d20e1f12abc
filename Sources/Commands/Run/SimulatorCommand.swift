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
        eval "$(geuse simulator --print-environment --port 4566)"
      """)

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one.", valueName: "port"))
  var port = 4566

  @Option(help: ArgumentHelp("How long from pending to running.", valueName: "duration"))
  var boot: DurationArgument = DurationArgument(.seconds(5))

  @Option(help: ArgumentHelp("How long from running to passed checks.", valueName: "duration"))
  var checks: DurationArgument = DurationArgument(.seconds(10))

  @Option(help: ArgumentHelp("A zone without capacity for so long; may be repeated.", valueName: "zone=duration"))
  var short: [ShortZone] = []

  @Option(help: ArgumentHelp("Append every call to this file, one JSON object a line.", valueName: "path"))
  var callLog: String?

  @Flag(help: "Only print the variables for a simulator on that port; serve nothing.")
  var printEnvironment = false

  func run() async throws {
    guard (0...65_535).contains(port) else {
      throw CommandFailure.usage("--port '\(port)' is not valid: 0 to 65535")
    }
    guard !printEnvironment else { return Console.data(Self.environment("http://127.0.0.1:\(port)")) }
    var configuration = SimulatorConfiguration()
    configuration.port = port
    configuration.timing = InstanceTiming(boot: boot.duration, checks: checks.duration)
    configuration.capacity = short.map { CapacityPool(zone: $0.zone, opensAfter: $0.duration) }
    configuration.callLog = callLog
    do {
      let simulator = try Simulator(configuration: configuration)
      try await serve(simulator)
    } catch let error as SimulatorError {
      throw CommandFailure(.failed, "\(error)")
    }
  }

  private func serve(_ simulator: Simulator) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await ServiceGroup(
          configuration: ServiceGroupConfiguration(
            services: [.init(service: simulator)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: WorkerRunning.logger(level: .warning))
        ).run()
      }
      group.addTask {
        Console.data(Self.environment("\(try await simulator.endpoint)"))
        Console.error("serving on \(try await simulator.endpoint); look inside at /_simulator/state")
      }
      try await group.waitForAll()
    }
  }

  static func environment(_ endpoint: String) -> String {
    """
    export AWS_ENDPOINT_URL=\(endpoint)
    export AWS_ACCESS_KEY_ID=\(SimulatorConfiguration.defaultAccessKeyID)
    export AWS_SECRET_ACCESS_KEY=\(SimulatorConfiguration.defaultSecretAccessKey)
    export AWS_REGION=us-east-1
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
