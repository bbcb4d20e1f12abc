import AWSCore
import Foundation
import JobModel
import Logging
import Worker

/// Puts a worker together and sees it to its end.
enum WorkerRunning {
  /// Calls that are no unit of work: the poller's, and the questions who we are.
  private static let callsBesideUnits = 8

  static func run<Result>(
    _ settings: WorkerSettings, store: any JobStore, aws: AWSSettings, logger: Logger, notice: ServiceNotice? = nil,
    serve: (WorkerService) async throws -> Result
  ) async throws -> Result {
    let calls = settings.concurrency + callsBesideUnits
    OpenFileLimit.raise(by: calls)
    let meter = CallMeter(now: store.clocks.now)
    var logger = logger
    logger[metadataKey: "worker"] = "\(settings.id)"
    return try await AWSRegions.during(aws, callsInFlight: calls, observe: meter.note) { regions in
      let traced: any EC2Regions = Tracing.trace.map { TracedRegions(regions, trace: $0) } ?? regions
      let context = WorkerContext(
        settings: settings, store: WorkerStore(store), regions: traced, clocks: store.clocks, meter: meter,
        notice: notice, logger: logger)
      return try await serve(WorkerService(context))
    }
  }

  static func logger(level: Logger.Level, format: LogFormatArgument = .text) -> Logger {
    var logger = Logger(label: "geuse") { label in
      let lines: any LogHandler =
        switch format {
        case .text: StreamLogHandler.standardError(label: label)
        case .json: JSONLogHandler(label: label)
        }
      return PatientLogHandler(lines)
    }
    logger.logLevel = level
    return logger
  }
}
