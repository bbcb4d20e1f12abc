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
  /// How soon a halted region is looked at again.
  package static let rest: Duration = .seconds(60)

  private let regions: BoundRegions
  private let ledger: any Reconciliation
  private let accounts: any AccountRegister
  private let clocks: Clocks
  private let interval: Duration
  private let logger: Logger
  private var looks: [String: Look] = [:]
  private var looking: [String: Task<Look, any Error>] = [:]

  private struct Look {
    let at: Moment
    let halt: RegionHalt?
  }

  package init(
    regions: BoundRegions, ledger: any Reconciliation, accounts: any AccountRegister, clocks: Clocks = Clocks(),
    interval: Duration = .seconds(15 * 60), logger: Logger
  ) {
    self.regions = regions
    self.ledger = ledger
    self.accounts = accounts
    self.clocks = clocks
    self.interval = interval
    self.logger = logger
  }

  /// Why nothing may be launched in a region; nil where launching is safe.
  /// - Throws: `AWSError` where EC2 could not be asked: then nobody knows.
  package func halt(of region: String) async throws -> RegionHalt? {
    if let look = looks[region], look.at.greatestAge(at: clocks.moment) < (look.halt == nil ? interval : Self.rest) {
      return look.halt
    }
    // Launches that start together ask once.
    if let look = looking[region] { return try await look.value.halt }
    let look = Task { try await self.look(at: region) }
    looking[region] = look
    defer { looking[region] = nil }
    let found = try await look.value
    if let halt = found.halt, looks[region]?.halt == nil {
      logger.critical("launching is halted: instances of this queue are not on record", metadata: halt.metadata)
    }
    looks[region] = found
    return found.halt
  }

  /// A halt that stands, as far as this process knows.
  var knownHalt: RegionHalt? { looks.values.compactMap(\.halt).min { $0.region < $1.region } }

  /// The regions that were asked about and are due to be again.
  func dueRegions() -> [String] {
    let now = clocks.moment
    return looks.filter { $0.value.at.greatestAge(at: now) >= interval }.map(\.key).sorted()
  }

  private func look(at region: String) async throws -> Look {
    let at = clocks.moment
    let unknown = try await compare(region).unknown
    guard !unknown.isEmpty else { return Look(at: at, halt: nil) }
    let halt = RegionHalt(
      region: region, since: at.wall, lookedAt: at.wall, instanceIDs: unknown.map(\.resource.instanceID).sorted())
    return Look(at: at, halt: try await ledger.halts().first { $0.region == region } ?? halt)
  }

  /// - Returns: how many living instances of this queue EC2 lists, and those that are not on record.
  package func compare(_ region: String) async throws -> (listed: Int, unknown: [ListedInstance]) {
    let client = try await regions.client(for: region)
    let queueID = try await accounts.queueID()
    let listed = try await client.describeInstances(ids: [], filters: ListedInstance.filters(queueID: queueID))
      .compactMap(ListedInstance.init)
    return (listed.count, try await ledger.compare(listed, region: region))
  }
}
