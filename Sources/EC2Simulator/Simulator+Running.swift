package import Foundation
package import Logging

extension Simulator {
  /// Runs a simulator on a free port for as long as `body` takes.
  package static func withRunning<Result: Sendable>(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
    now: @escaping @Sendable () -> Date = { Date() },
    logger: Logger = Logger(label: "geuse.simulator"),
    body: (_ simulator: Simulator, _ endpoint: URL) async throws -> Result
  ) async throws -> Result {
    let simulator = try Simulator(configuration: configuration, now: now, logger: logger)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await simulator.run() }
      defer { group.cancelAll() }
      return try await body(simulator, try await simulator.endpoint)
    }
  }
}
