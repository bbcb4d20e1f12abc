import Foundation
import Subprocess
import Testing

/// The last act: the database as it was in the middle of the storm is put back, producers' scripts run again, and
/// everybody goes on.
///
/// Ids and tokens of the time after the backup are given out anew, so that the traces say nothing of it: judged is what
/// EC2 has against what is on record.
struct CampaignRestoration: Sendable {
  struct Figures: Sendable {
    var living = 0
    /// Instances that the old database did not know.
    var unknown = 0
    /// Of them, those for which a job had asked; the others became results of jobs of their own.
    var fitting = 0
    /// Whether launches waited for somebody to say whose they are.
    var isHalted = false
    var launchedAnew = 0
  }
  let settings: CampaignSettings
  let simulator: SimulatorProcess
  let database: any CampaignDatabase
  /// Where its processes run: on a sound machine, with traces of their own.
  let sandbox: Sandbox

  init(_ settings: CampaignSettings, _ simulator: SimulatorProcess, database: any CampaignDatabase) throws {
    self.settings = settings
    self.simulator = simulator
    self.database = database
    let traces = settings.folder.appending(path: "traces-restored")
    try FileManager.default.createDirectory(at: traces, withIntermediateDirectories: true)
    sandbox = try Sandbox(
      simulator.variables.merging(["GEUSE_TRACE": traces.path, "GEUSE_POLL_INTERVAL": "1s"]) { $1 },
      database: database.name)
  }

  func backUp() async throws { try await database.backUp(sandbox) }

  /// - Parameter scripts: the commands by which producers launched what they have not terminated.
  /// - Returns: what it came to, and in words whatever should not be.
  func run(_ scripts: [[String]]) async throws -> (figures: Figures, wrongs: [String]) {
    let before = try await simulator.state()
    try await database.putBack()
    var wrongs: [String] = []
    let worker = try await sandbox.geuse(CampaignWorkers.arguments + ["--until-idle"])
    let halted = try await simulator.state()
    for script in scripts { try await sandbox.geuse(script).exits(0) }
    let seen = try await sandbox.geuse("doctor", "--reconcile")
    var figures = Figures(
      living: before.live.count, unknown: seen.output.matches(of: /not on record; fits/).count,
      fitting: seen.output.matches(of: /not on record; fits job/).count)
    figures.isHalted = worker.status == .exited(75)
    if ![.exited(0), .exited(75)].contains(worker.status) { wrongs.append("\(worker)") }
    if figures.unknown > 0 {
      let sends = (halted.counts.byAction["RunInstances"] ?? 0) - (before.counts.byAction["RunInstances"] ?? 0)
      if sends > 0 { wrongs.append("\(sends) launches were sent beside unknown instances") }
    }
    try await adopt()
    for ended in try await CampaignWorkers.drain(sandbox) { ended.exits(0) }
    let after = try await simulator.state()
    figures.launchedAnew = after.instances.count - before.instances.count
    return (figures, try await wrongs + compare(after))
  }

  /// What the backup caught in the middle of a request or a lease is not anybody's to give before that has run out.
  private func adopt() async throws {
    let adopt = ["doctor", "--reconcile", "--adopt", "--ambiguity-window", CampaignSettings.window.flag]
    let end = ContinuousClock.now + CampaignSettings.window * 4
    var doctor = try await sandbox.geuse(adopt)
    while doctor.status != .exited(0), ContinuousClock.now < end { doctor = try await sandbox.geuse(adopt) }
    doctor.exits(0)
  }

  private func compare(_ state: SimulatorState) async throws -> [String] {
    let opinion = DatabaseOpinion(sandbox: sandbox, database: database)
    var wrongs = try await opinion.flaws()
    // A cancelled launch may have kept its own.
    let jobs = try await sandbox.jobs("list", "--kind", "launch").filter { $0.result?.instanceId != nil }
    let owners = Dictionary(grouping: jobs, by: { $0.result?.instanceId ?? "nothing" })
    for (instance, owners) in owners where owners.count > 1 {
      wrongs.append("\(instance) is the result of jobs \(owners.map(\.id))")
    }
    let known = try await opinion.instances()
    for instance in state.live where owners[instance.instanceId] == nil || !known.contains(instance.instanceId) {
      wrongs.append("\(instance.instanceId) lives and is no job's")
    }
    return wrongs + state.doubles.map { "launched twice for \($0.key): \($0.instanceIds)" }
  }
}
