import Foundation
import Subprocess
import Synchronization
import Testing

/// Cuts the power of a machine at work, again and again, with EC2 outside; then lets it finish and judges.
final class PowerCampaign: Sendable {
  struct Settings: Sendable {
    var rounds: Int
    var workers = 3
    var producers = 2
    var durability = "full"
    /// Rounds, from 0, in which the disk says that it synced and did not.
    var lyingRounds: Set<Int> = []
  }
  /// How many cuts the tests that take long make; nil where they are not wanted.
  static var longRounds: Int? {
    let variables = ProcessInfo.processInfo.environment
    guard variables["GEUSE_LONG_TESTS"] == "1" else { return nil }
    return variables["GEUSE_POWER_CUTS"].flatMap(Int.init) ?? 60
  }

  private let settings: Settings
  private let seed: UInt64
  private let machine: FaultyMachine
  private let simulator: SimulatorProcess
  /// What producers printed: ids and the keys that they belong to.
  private let told = Mutex<[Int: String]>([:])
  private let report = Mutex(PowerReport())

  static func run(_ settings: Settings) async throws -> PowerReport {
    let seed = SeededGenerator().seed
    print("power: seed \(seed), \(settings.rounds) cuts, durability \(settings.durability)")
    return try await SimulatorProcess.during { simulator in
      for kind in ["drop_before", "drop_after"] {
        try await simulator.add(
          #"{"kind":"\#(kind)","action":"RunInstances","count":"all","probability":0.1}"#, to: "faults")
      }
      let campaign = try PowerCampaign(settings, seed: seed, simulator)
      var random = SeededGenerator(seed: seed)
      for round in 0..<settings.rounds { try await campaign.cut(round, using: &random) }
      return try await campaign.judged()
    }
  }

  private init(_ settings: Settings, seed: UInt64, _ simulator: SimulatorProcess) throws {
    self.settings = settings
    self.seed = seed
    self.simulator = simulator
    machine = try FaultyMachine(simulator.variables)
  }

  private func cut(_ round: Int, using random: inout SeededGenerator) async throws {
    let isLying = settings.lyingRounds.contains(round)
    // What such a disk left behind at its cut may be no database at all.
    let isAfterALie = settings.lyingRounds.contains { $0 < round }
    machine.control[.losesSyncs] = isLying ? 1 : 0
    let operations = Int64.random(in: 50...4000, using: &random)
    let before = try machine.start(powerFor: operations)
    try await withThrowingDiscardingTaskGroup { group in
      for _ in 0..<settings.workers { group.addTask { try await self.work(mayFindDamage: isAfterALie) } }
      for slot in 0..<settings.producers {
        group.addTask { try await self.produce("r\(round)p\(slot)", mayFindDamage: isAfterALie) }
      }
    }
    let survival = PowerLoss.Survival(
      share: isLying ? 0 : [0, 0.2, 0.5, 0.9, 1].randomElement(using: &random) ?? 0,
      sector: [512, 4096].randomElement(using: &random) ?? 512)
    let (disk, losses) = try PowerLoss(before, machine.operations()).disk(survival, using: &random)
    try disk.write(to: machine.disk)
    report.withLock { $0.add(losses) }
    // Before the first sync of its folder there may be no file yet.
    guard disk.files["geuse.db"] != nil else { return }
    let check = try await machine.check()
    if check != .clean { report.withLock { $0.problems.append("round \(round): \(check)") } }
  }

  /// Until the power goes.
  private func work(mayFindDamage: Bool) async throws {
    let ended = try await machine.sandbox.geuse(
      "worker", "--lease", "2s", "--concurrency", "4", "--durability", settings.durability)
    expectCut(ended, mayFindDamage)
  }

  private func expectCut(_ ended: Finished, _ mayFindDamage: Bool) {
    let isDamage = ended.status == .exited(1) && ended.error.contains("cannot be used")
    #expect(ended.status == .signaled(9) || mayFindDamage && isDamage, "\(ended)")
  }

  private func produce(_ key: String, mayFindDamage: Bool) async throws {
    for number in 1... {
      let key = "\(key)n\(number)"
      let ended = try await machine.sandbox.geuse("launch", "--count", "3", "--unique-key", key)
      told.withLock { told in
        for (index, id) in ended.ids.enumerated() { told[id] = "\(key)/\(index + 1)" }
      }
      guard ended.status == .exited(0) else {
        expectCut(ended, mayFindDamage)
        return
      }
    }
  }

  /// Lets sound machines finish what is there, then compares what producers were told, jobs and instances.
  private func judged() async throws -> PowerReport {
    let told = told.withLock { $0 }
    if settings.lyingRounds.isEmpty {
      try await withThrowingDiscardingTaskGroup { group in
        for _ in 0..<2 {
          group.addTask { try await self.machine.sound.geuse("worker", "--until-drained", "--lease", "2s").exits(0) }
        }
      }
    }
    var report = report.withLock { $0 }
    let listed = try await machine.sound.geuse("list", "--output", "json")
    let jobs = listed.status == .exited(0) ? try listed.json([Job].self) : []
    report.judge(told: told, jobs: jobs, try await simulator.state())
    print("power: seed \(seed), \(report)")
    return report
  }
}
