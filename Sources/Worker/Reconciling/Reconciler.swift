import AWSCore
import EC2
package import JobModel
import LaunchPolicy
package import Logging

/// Compares what EC2 has of this queue with what is on record: before a process first launches in a region, and now and
/// again after that.
///
/// A database that was restored from a backup, or copied, does not know what was launched since, and would launch it
/// again. It is found out by instances whose request it does not know; until they are dealt with nothing is launched in
/// that region.
package actor Reconciler {
  private let regions: BoundRegions
  private let ledger: any Reconciliation
  private let accounts: any AccountRegister
  private let clocks: Clocks
  private let interval: Duration
  private let consistency: Duration
  private let logger: Logger
  /// When this process looked, by region.
  private var looks: [String: Moment] = [:]
  private var looking: [String: Task<Void, any Error>] = [:]
  /// The halts that were told of.
  private var told: Set<String> = []

  /// - Parameters:
  ///   - interval: how long a look is good for.
  ///   - consistency: how long EC2's lists may lag.
  package init(
    regions: BoundRegions, ledger: any Reconciliation, accounts: any AccountRegister, clocks: Clocks = Clocks(),
    interval: Duration = .seconds(15 * 60), consistency: Duration, logger: Logger
  ) {
    self.regions = regions
    self.ledger = ledger
    self.accounts = accounts
    self.clocks = clocks
    self.interval = interval
    self.consistency = consistency
    self.logger = logger
  }

  /// Why nothing may be launched in a region; nil where launching is safe, by a look of this process that is fresh.
  /// - Throws: `AWSError` where EC2 could not be asked: then nobody knows.
  package func halt(of region: String) async throws -> RegionHalt? {
    if isDue(region) { try await look(at: region) }
    // Also one that another process has found.
    var halt = try await standing(region)
    if halt != nil, isDue(region, after: HaltDecision.rest) {
      try await look(at: region)
      halt = try await standing(region)
    }
    tell(halt, region)
    return halt
  }

  private func standing(_ region: String) async throws -> RegionHalt? {
    try await ledger.halts().first { $0.region == region }
  }

  private func tell(_ halt: RegionHalt?, _ region: String) {
    guard let halt else {
      _ = told.remove(region)
      return
    }
    guard told.insert(region).inserted else { return }
    logger.critical("launching is halted: instances of this queue are not on record", metadata: halt.metadata)
  }

  /// Launches that start together ask once.
  private func look(at region: String) async throws {
    if let look = looking[region] { return try await look.value }
    let look = Task {
      let at = clocks.moment
      _ = try await compare(region)
      looks[region] = at
    }
    looking[region] = look
    defer { looking[region] = nil }
    try await look.value
  }

  /// Whether this process has not looked at all, or not for so long.
  /// - Parameter age: nil means the interval.
  func isDue(_ region: String, after age: Duration? = nil) -> Bool {
    looks[region].map { $0.greatestAge(at: clocks.moment) >= age ?? interval } ?? true
  }

  /// - Returns: how many living instances of this queue EC2 lists, and those whose request is not on record.
  package func compare(_ region: String) async throws -> (listed: Int, unknown: [ListedInstance]) {
    let client = try await regions.client(for: region)
    let queueID = try await accounts.queueID()
    let listed = try await client.describeInstances(ids: [], filters: ListedInstance.filters(queueID: queueID))
      .compactMap(ListedInstance.init)
    return (listed.count, try await ledger.compare(listed, region: region, consistency: consistency))
  }
}

extension RegionHalt {
  fileprivate var metadata: Logger.Metadata {
    ["region": "\(region)", "instances": "\(instanceIDs)", "since": "\(since)"]
  }
}
