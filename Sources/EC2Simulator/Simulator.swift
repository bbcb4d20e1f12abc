package import Foundation
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// An EC2 Query endpoint, with STS GetCallerIdentity, that launches nothing: it runs on loopback, in memory.
///
/// Run it in a `ServiceGroup`, or in tests with ``withRunning(_:now:body:)``. Calls must be signed by one of the
/// configuration's access keys. `/_simulator/` on the same port shows and changes the world, see `ControlEndpoint`.
package final class Simulator: Service {
  package let configuration: SimulatorConfiguration
  let core: Mutex<SimulatorCore>
  let now: @Sendable () -> Date
  private let boundPort = BoundPort()
  private let logFile: CallLogFile?
  private let logger: Logger

  /// - Parameters:
  ///   - now: the only clock; turning it turns the world.
  /// - Throws: `SimulatorError` for a host off loopback or a call log that cannot be opened.
  package init(
    configuration: SimulatorConfiguration = SimulatorConfiguration(),
    now: @escaping @Sendable () -> Date = { Date() },
    logger: Logger = Logger(label: "geuse.simulator")
  ) throws {
    guard SimulatorConfiguration.loopback.contains(configuration.host) else {
      throw SimulatorError.notLoopback(host: configuration.host)
    }
    self.configuration = configuration
    self.now = now
    self.logger = logger
    logFile = try configuration.callLog.map(CallLogFile.init(path:))
    core = Mutex(
      SimulatorCore(configuration: configuration, seed: configuration.seed ?? .random(in: 0 ... .max), start: now()))
  }

  /// Serves until the task is cancelled or its service group shuts down.
  package func run() async throws {
    var logger = logger
    // Hummingbird tells of its start at info; the command that runs this says it better.
    logger.logLevel = max(logger.logLevel, .warning)
    let application = Application(
      responder: SimulatorResponder(simulator: self),
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { [boundPort] in boundPort.resolve(.success($0.localAddress?.port ?? 0)) },
      logger: logger)
    do {
      try await application.run()
      boundPort.resolve(.failure(SimulatorError.stopped))
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      let taken = SimulatorError.portTaken(configuration.port)
      boundPort.resolve(.failure(taken))
      throw taken
    } catch {
      boundPort.resolve(.failure(error))
      throw error
    }
  }

  /// The port it listens on, once it does; throws what kept it from listening.
  package var port: Int {
    get async throws { try await boundPort.value() }
  }

  /// `http://127.0.0.1:PORT`: the endpoint for EC2 and for STS.
  package var endpoint: URL {
    get async throws {
      let port = try await port
      var components = URLComponents()
      components.scheme = "http"
      components.host = configuration.host == "::1" ? "[::1]" : configuration.host
      components.port = port
      return components.url!
    }
  }

  func respond(to request: IncomingRequest) -> Outcome {
    core.withLock { core in
      let (outcome, records) = core.handle(request, at: now())
      write(records)
      return outcome
    }
  }

  /// Logs calls. Inside the lock, so that lines stand in the order of effects and before any answer leaves.
  func write(_ records: [CallRecord]) {
    for record in records {
      do {
        try logFile?.append(record)
      } catch {
        logger.error("cannot append to the call log", metadata: ["error": "\(error)"])
      }
      logger.debug(
        "call",
        metadata: [
          "number": "\(record.number)", "action": "\(record.action)", "code": "\(record.code ?? "-")",
          "request-id": "\(record.requestID)",
        ])
    }
  }
}
