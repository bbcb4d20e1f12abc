import Foundation
import Subprocess
import Synchronization

/// One producer: launches in batches, and tags, terminates, cancels and requeues what it was told, some of it killed
/// half-way.
struct CampaignProducer {
  let sandbox: Sandbox
  let database: any CampaignDatabase
  let tally: CampaignTally
  let told: ToldJobs
  let name: String
  var random: SeededGenerator
  private let batchesKept: Int
  /// Batches that it may yet do something to, oldest first.
  private var batches: [Batch] = []
  private var number = 0

  struct Batch {
    var key: String
    var arguments: [String]
    var count: Int
    /// Launch ids, then those of their waits.
    var launches: [Int]
    var ids: [Int]

    var command: [String] { ["launch", "--unique-key", key, "--count", "\(count)"] + arguments }
  }

  init(
    _ settings: CampaignSettings, number: Int, sandbox: Sandbox, database: any CampaignDatabase, tally: CampaignTally,
    told: ToldJobs
  ) {
    self.sandbox = sandbox
    self.database = database
    self.tally = tally
    self.told = told
    batchesKept = settings.batchesKept
    name = "producer-\(number)"
    random = settings.random(name)
  }

  mutating func launch(atMost most: Int) async throws {
    number += 1
    let zones = [["us-east-1a", "us-east-1b"], ["us-east-1b", "us-east-1c"], ["us-east-1c"], ["all"]].randomElement(
      using: &random)!
    var arguments = zones.flatMap { ["--availability-zone", $0] }
    let types = [
      ["t3.micro", "t3.nano"], ["t3.medium", "t3.small"], ["m5.large", "m5.xlarge"], ["m6i.large"],
      ["c6i.large", "t3.xlarge"],
    ].randomElement(using: &random)!
    arguments += types.flatMap { ["--instance-type", $0] }
    if chance(0.25) { arguments += ["--market", "spot", "--market", "on-demand"] }
    if chance(0.5) { arguments += ["--then-wait"] }
    if chance(0.05) { arguments += ["--key-name", "nobodys"] }
    let count = min(most, Int.random(in: 1...16, using: &random))
    var batch = Batch(
      key: "\(name)/\(number)", arguments: arguments, count: count, launches: [], ids: [])
    try await enqueue(&batch)
    batches.append(batch)
  }

  /// Enqueues a batch until it is told its ids; a producer that was killed is run again and must be told the same.
  private mutating func enqueue(_ batch: inout Batch) async throws {
    let before = batch.ids
    var heard: [Int] = []
    while true {
      let ended = try await run(batch.command, mayBeKilled: chance(0.15))
      let partly = heard
      heard = ended.wholeIDs
      told.add(heard)
      if ended.status == .exited(0) {
        let columns = ended.lines.map { $0.split(separator: " ").compactMap { Int($0) } }
        batch.launches = columns.compactMap(\.first)
        let known = Set(before).union(partly)
        if !known.isSubset(of: heard) || columns.count != batch.count {
          tally.surprise("\(batch.key): told \(known.sorted()) before and \(heard) now, for \(batch.count) launches")
        }
        tally.change { $0.launchesTold += batch.launches.count - before.count { batch.launches.contains($0) } }
        batch.ids = heard
        return
      }
      if database.excuses(ended) {
        if !heard.isEmpty { tally.surprise("ids of what was not stored: \(ended)") }
      } else if ended.status != .signaled(9) {
        return tally.surprise("\(ended)")
      }
    }
  }

  /// Those by which it launched what it has not terminated.
  var commands: [[String]] { batches.map(\.command) }

  /// Does something to an earlier batch, or nothing.
  mutating func meddle() async throws {
    guard !batches.isEmpty else { return }
    if chance(0.25) {
      let ids = pick(from: batches.randomElement(using: &random)!.launches)
      try await order(["tag", "--tag", "round=\(number)"], ids)
    }
    if chance(0.15) {
      let ids = pick(from: batches.last!.launches)
      try await order(["cancel"] + (chance(0.3) ? ["--keep-instance"] : []), ids, mayRefuse: true)
    }
    if chance(0.15) {
      let change = chance(0.5) ? ["--instance-type", "t3.large"] : []
      try await order(
        ["requeue", "--kind", "launch"] + change, batches.randomElement(using: &random)!.launches, mayRefuse: true)
    }
    if chance(0.2) {
      let index = Int.random(in: batches.indices, using: &random)
      var batch = batches[index]
      if chance(0.5) { batch.count += Int.random(in: 1...3, using: &random) }
      try await enqueue(&batch)
      batches[index] = batch
    }
    if batches.count > batchesKept || chance(0.1) {
      try await order(["terminate"], batches.removeFirst().launches)
    }
  }

  /// - Parameter mayRefuse: whether jobs may be in no state for it, which ends with 1 or with nothing to do.
  private mutating func order(_ words: [String], _ ids: [Int], mayRefuse: Bool = false) async throws {
    guard !ids.isEmpty else { return }
    let ended = try await run(words + ids.map(String.init), mayBeKilled: chance(0.1))
    if words[0] == "tag" || words[0] == "terminate" { told.add(ended.wholeIDs) }
    guard ended.status != .exited(0), ended.status != .signaled(9), !database.excuses(ended) else { return }
    if mayRefuse, ended.status == .exited(1) { return }
    tally.surprise("\(ended)")
  }

  private mutating func run(_ arguments: [String], mayBeKilled: Bool) async throws -> Finished {
    tally.change { $0.commands[arguments[0], default: 0] += 1 }
    guard mayBeKilled else { return try await sandbox.geuse(arguments) }
    let delay: Duration = .milliseconds(Int.random(in: 5...120, using: &random))
    let ended = try await sandbox.during(GeuseBinary.path, arguments) { process in
      try await Task.sleep(for: delay)
      process.send(.kill)
    }.finished
    if ended.status == .signaled(9) { tally.change { $0.producersKilled += 1 } }
    return ended
  }

  private mutating func pick(from ids: [Int]) -> [Int] {
    var picked: [Int] = []
    for id in ids where Bool.random(using: &random) { picked.append(id) }
    return picked
  }

  private mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }
}

/// The ids that producers printed: what is acknowledged.
final class ToldJobs: Sendable {
  private let state = Mutex<Set<Int>>([])

  var ids: Set<Int> { state.withLock { $0 } }

  func add(_ ids: [Int]) { state.withLock { $0.formUnion(ids) } }
}

extension Finished {
  /// The ids of standard output, without a last line that a kill may have cut short.
  fileprivate var wholeIDs: [Int] {
    guard status == .signaled(9), !output.hasSuffix("\n") else { return ids }
    return lines.dropLast().joined(separator: " ").split(separator: " ").compactMap { Int($0) }
  }
}
