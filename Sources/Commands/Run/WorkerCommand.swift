import ArgumentParser
import Foundation
import JobModel
import LaunchPolicy
import Logging
import ServiceLifecycle
import UnixSignals
import Worker

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "carries out jobs until it is told to stop",
    discussion: """
      Run as many as you like on one database: on one machine where it is a file,
      on many hosts where a PostgreSQL server has it. On SIGTERM or SIGINT a worker
      takes no more jobs, finishes what it holds, and ends. Every flag also reads
      GEUSE_ and its name, as in GEUSE_CONCURRENCY=16; those about AWS read
      AWS_REGION, AWS_PROFILE and AWS_ENDPOINT_URL.

      EXAMPLES
        geuse worker
        geuse worker --until-idle --concurrency 16
        geuse worker --queue gpu --queue batch
        geuse worker --database postgres://geuse@db.example/geuse
      """)

  @Option(help: ArgumentHelp("EC2 calls in flight.", valueName: "n"))
  var concurrency: Int = Variables.int("CONCURRENCY") ?? 8

  @Option(name: .customLong("queue"), help: ArgumentHelp("Serve this queue only; may be repeated.", valueName: "name"))
  var queues: [String] = Variables.list("QUEUE")

  @Option(help: ArgumentHelp("How long a job stays ours without a sign of life.", valueName: "duration"))
  var lease: DurationArgument = Variables.duration("LEASE") ?? DurationArgument(JobDefaults.lease)

  @Option(help: ArgumentHelp("How long an unanswered launch may still take effect at EC2.", valueName: "duration"))
  var ambiguityWindow: DurationArgument =
    Variables.duration("AMBIGUITY_WINDOW") ?? DurationArgument(Settlement.Limits().ambiguityWindow)

  @Option(
    help: ArgumentHelp(
      "The part of that window in which EC2's lists may lag (default: a quarter of it).", valueName: "duration",
      visibility: .hidden))
  var consistencyWindow: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "How long after its first send a launch may still be sent again.", valueName: "duration", visibility: .hidden))
  var replayLifetime: DurationArgument =
    Variables.duration("REPLAY_LIFETIME") ?? DurationArgument(Settlement.Limits().replayLifetime)

  @Option(
    help: ArgumentHelp(
      "How often EC2's instances are compared with the database.", valueName: "duration", visibility: .hidden))
  var reconcileInterval: DurationArgument =
    Variables.duration("RECONCILE_INTERVAL") ?? DurationArgument(WorkerSettings().reconcileInterval)

  @Option(
    help: ArgumentHelp(
      """
      How often EC2 may be called, for all workers together: aws, none, or ACTION=BURST:PER_SECOND where your \
      account has other limits, several with commas.
      """, valueName: "limits"))
  var callLimits: String = Variables.string("CALL_LIMITS") ?? "aws"

  @Flag(
    help: """
      End when nothing is ready, retrying, running or polling. A retry is waited for, however late; a first run \
      that is scheduled for later is not, nor what is blocked on it.
      """)
  var untilIdle: Bool = Variables.flag("UNTIL_IDLE")

  @Flag(help: "End when nothing is scheduled or blocked either.")
  var untilDrained: Bool = Variables.flag("UNTIL_DRAINED")

  @Option(help: "Of a file: full (survives loss of power), as by default, or normal (survives the end of the process).")
  var durability: DurabilityArgument?

  @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
  var logLevel: LogLevelArgument = Variables.value("LOG_LEVEL") ?? .info

  @Option(help: "text, or json: an object a line.")
  var logFormat: LogFormatArgument = Variables.value("LOG_FORMAT") ?? .text

  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    try Variables.check()
    guard (1...1_000).contains(concurrency) else {
      throw CommandFailure.usage("--concurrency '\(concurrency)' is not valid: 1 to 1000")
    }
    for queue in queues where !QueueName.isValid(queue) {
      throw CommandFailure.usage("--queue '\(queue)' is not valid: \(QueueName.allowed)")
    }
    guard lease.duration >= .seconds(1) else {
      throw CommandFailure.usage("--lease '\(lease.defaultValueDescription)' is not valid: 1s or longer")
    }
    guard Self.pollInterval >= .milliseconds(100) else {
      throw CommandFailure.usage("GEUSE_POLL_INTERVAL is not valid: longer than 0s")
    }
    let settings = WorkerSettings(
      concurrency: concurrency, queues: queues, until: untilDrained ? .drained : untilIdle ? .idle : nil,
      lease: lease.duration, callLimits: try CallLimits(callLimits, of: "--call-limits"), settlement: try limits(),
      pollInterval: Self.pollInterval,
      reconcileInterval: reconcileInterval.duration)
    let awsSettings = try aws.settings()
    let store = try await database.open(durability: try commits() ?? .full, waiting: .ofWorkers)
    let logger = WorkerRunning.logger(level: logLevel.level, format: logFormat)
    let notice = ServiceNotice(ProcessInfo.processInfo.environment)
    try await WorkerRunning.run(settings, store: store, aws: awsSettings, logger: logger, notice: notice) { worker in
      try await ServiceGroup(
        configuration: ServiceGroupConfiguration(
          services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)],
          gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
      ).run()
    }
  }

  /// - Throws: usage, where a server keeps what it acknowledges by settings of its own.
  private func commits() throws -> DurabilityArgument? {
    guard let given = durability ?? Variables.value("DURABILITY") else { return nil }
    if case .server = try database.place() {
      let name = durability == nil ? "GEUSE_DURABILITY" : "--durability"
      throw CommandFailure.usage(
        "\(name) '\(given.rawValue)' is not valid beside \(try database.place().shown): there every commit is on the "
          + "server's disk before it is answered; leave it out")
    }
    return given
  }

  private func limits() throws -> Settlement.Limits {
    let consistencyWindow = consistencyWindow ?? Variables.duration("CONSISTENCY_WINDOW")
    if let consistency = consistencyWindow, consistency.duration >= ambiguityWindow.duration {
      throw CommandFailure.usage(
        "--consistency-window '\(consistency.defaultValueDescription)' is not valid: shorter than --ambiguity-window")
    }
    guard replayLifetime.duration <= Settlement.Limits().replayLifetime else {
      throw CommandFailure.usage(
        "--replay-lifetime '\(replayLifetime.defaultValueDescription)' is not valid: 12h or shorter, since a client token may"
          + " be forgotten after a day")
    }
    return Settlement.Limits(
      ambiguityWindow: ambiguityWindow.duration, consistency: consistencyWindow?.duration,
      replayLifetime: replayLifetime.duration)
  }

  /// How often EC2 is asked about an instance that something waits for.
  static var pollInterval: Duration { Variables.duration("POLL_INTERVAL")?.duration ?? .seconds(5) }
}

/// What a commit of this worker survives.
enum DurabilityArgument: String, ExpressibleByArgument, CaseIterable {
  case full, normal
}

/// How log lines look.
enum LogFormatArgument: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// swift-log's levels by their names.
enum LogLevelArgument: String, ExpressibleByArgument, CaseIterable {
  case trace, debug, info, notice, warning, error, critical

  var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
