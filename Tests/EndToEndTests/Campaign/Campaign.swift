import Foundation
import Synchronization
import Testing

/// Worker processes and producers on one database, killed, stopped and lied to; then calm; then the judge; then all of
/// it once more from an old copy of the database.
///
/// What befalls a worker is a case of `WorkerFate`, what befalls EC2 is `CampaignWeather`'s, what befalls the machine
/// `CampaignMachineFaults`', what befalls the database its own (`CampaignDatabase`), and the old copy is
/// `CampaignRestoration`'s.
struct Campaign: Sendable {
  let settings: CampaignSettings
  let simulator: SimulatorProcess
  let machine: FaultyMachine
  let sandbox: Sandbox
  let database: any CampaignDatabase
  let restoration: CampaignRestoration
  let tally = CampaignTally()
  let told = ToldJobs()
  let started = ContinuousClock.now

  static func run(_ settings: CampaignSettings) async throws {
    print("campaign: seed \(settings.seed), evidence in \(settings.folder.path)")
    try? FileManager.default.removeItem(at: settings.folder)
    for name in ["workers", "traces"] {
      try FileManager.default.createDirectory(
        at: settings.folder.appending(path: name), withIntermediateDirectories: true)
    }
    let scenario = settings.folder.appending(path: "scenario.json")
    try Data(CampaignWeather.scenario.utf8).write(to: scenario)
    let isClean = try await SimulatorProcess.during(
      ["--scenario", scenario.path], callLog: settings.folder.appending(path: "calls.jsonl").path
    ) { simulator in
      switch settings.place {
      case .sqlite: return try await Campaign(settings, simulator, SQLiteCampaignDatabase(settings)).run()
      #if Postgres
        case .postgres:
          return try await PostgresCampaignDatabase.during(settings, simulator) { database in
            try await Campaign(settings, simulator, database).run()
          }
      #endif
      }
    }
    if isClean, !settings.keeps { try FileManager.default.removeItem(at: settings.folder) }
  }

  private init(
    _ settings: CampaignSettings, _ simulator: SimulatorProcess, _ database: any CampaignDatabase
  ) throws {
    self.settings = settings
    self.simulator = simulator
    self.database = database
    machine = try FaultyMachine(
      simulator.variables.merging(
        ["GEUSE_TRACE": settings.folder.appending(path: "traces").path, "GEUSE_POLL_INTERVAL": "1s"]) { $1 },
      disk: database.disk, database: database.name, logs: false)
    sandbox = machine.sandbox
    restoration = try CampaignRestoration(settings, simulator, database: database)
  }

  private func run() async throws -> Bool {
    let scripts = try await storm()
    let stormTime = ContinuousClock.now - started
    try await calm()
    let (verdict, differences) = try await judge()
    let restored = try await restoration.run(scripts)
    let report = CampaignReport(
      settings: settings, counts: tally.counts, verdict: verdict, differences: differences, restored: restored,
      stormTime: stormTime, wholeTime: ContinuousClock.now - started)
    return try tell(report)
  }

  // MARK: Calm

  /// Nobody is harmed any more: everything that is left is done.
  private func calm() async throws {
    try await sandbox.geuse("offerings", "open", "--all").exits(0)
    for (number, ended) in try await CampaignWorkers.drain(sandbox).enumerated() {
      try Data(ended.error.suffix(200_000).utf8)
        .write(to: settings.folder.appending(path: "workers/last-\(number).log"))
      ended.exits(0)
    }
  }

  // MARK: Judgement

  private func judge() async throws -> (Verdict, differences: [String]) {
    let calls = try String(contentsOfFile: simulator.callLog, encoding: .utf8).split(separator: "\n").map(String.init)
    let judge = Judge(
      Evidence(
        try await simulator.state(), callLog: calls,
        traces: try ProcessTrace.read(folder: settings.folder.appending(path: "traces")), told: told.ids))
    return (judge.verdict(), try await SecondOpinion(sandbox: sandbox, database: database, judge: judge).differences())
  }

  /// - Returns: whether nothing was found.
  private func tell(_ report: CampaignReport) throws -> Bool {
    print(report.text)
    try Data((report.text + report.details).utf8).write(to: settings.folder.appending(path: "report.md"))
    let (verdict, counts) = (report.verdict, report.counts)
    for violation in verdict.violations.prefix(20) { Issue.record("\(violation.charge.rawValue): \(violation.text)") }
    for difference in report.differences.prefix(20) { Issue.record("the database differs: \(difference)") }
    for wrong in report.restored.wrongs.prefix(20) { Issue.record("after the restoration: \(wrong)") }
    for surprise in counts.surprises.prefix(10) { Issue.record("\(surprise)") }
    #expect(!told.ids.isEmpty && counts.kills > 0, "nothing happened that could have been judged")
    return verdict.violations.isEmpty && report.differences.isEmpty && report.restored.wrongs.isEmpty
      && counts.surprises.isEmpty
  }
}
