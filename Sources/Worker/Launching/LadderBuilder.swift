import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// Makes a launch's ladder, asking EC2 only for what no worker has asked within a day.
struct LadderBuilder: Sendable {
  private static let maxAge: Duration = .seconds(24 * 3600)

  let facts: any RegionFacts
  let client: any EC2API
  let questions: SharedQuestions
  let logger: Logger

  /// - Returns: the ladder, and how many calls it took.
  func build(_ spec: LaunchSpec, specID: Int64) async throws -> (ladder: Ladder, calls: Int) {
    var known = Ladder.Facts()
    var calls = 0
    if !spec.subnetIDs.isEmpty {
      let found = try await questions.ask("subnets/\(client.region)/\(spec.subnetIDs)") {
        var calls = 0
        return (zones: try await zones(ofSubnets: spec.subnetIDs, &calls), calls: calls)
      }
      known.zoneOfSubnet = found.answer.zones
      calls += found.isOurs ? found.answer.calls : 0
    }
    if spec.wantsAllZones {
      let found = try await questions.ask("types/\(client.region)/\(spec.instanceTypes)") {
        var calls = 0
        return (zones: try await zones(ofTypes: spec.instanceTypes, &calls), calls: calls)
      }
      known.zonesOfType = found.answer.zones
      calls += found.isOurs ? found.answer.calls : 0
    }
    return (Ladder(spec, specID: specID, facts: known), calls)
  }

  private func zones(ofSubnets ids: [String], _ calls: inout Int) async throws -> [String: String] {
    var zones: [String: String] = [:]
    for id in ids {
      zones[id] = try await facts.fact("subnet/\(id)", region: client.region, maxAge: Self.maxAge)?.first
    }
    let unknown = ids.filter { zones[$0] == nil }
    guard !unknown.isEmpty else { return zones }
    calls += 1
    do {
      for subnet in try await client.describeSubnets(ids: unknown, filters: []) {
        zones[subnet.subnetID] = subnet.availabilityZone
        try await facts.storeFact(
          [subnet.availabilityZone], name: "subnet/\(subnet.subnetID)", region: client.region)
      }
    } catch let error as AWSError where ErrorClass(error) == .permission {
      // A launch does without: its offerings are then known by their subnets.
      logger.notice("zones of subnets are not known", metadata: ["error": "\(error)"])
    }
    return zones
  }

  private func zones(ofTypes types: [String], _ calls: inout Int) async throws -> [String: [String]] {
    var zones: [String: [String]] = [:]
    for type in types {
      zones[type] = try await facts.fact("offered/\(type)", region: client.region, maxAge: Self.maxAge)
    }
    let unknown = types.filter { zones[$0] == nil }
    guard !unknown.isEmpty else { return zones }
    calls += 1
    let offered = try await client.describeInstanceTypeOfferings(types: unknown)
    for type in unknown {
      // Local and wavelength zones have no default subnet and are asked for by name alone.
      let found = offered.filter { $0.instanceType == type }.map(\.location)
        .filter { $0.hasPrefix(client.region) && $0.count == client.region.count + 1 }
      zones[type] = found.sorted()
      // That nothing is offered may be a mistyped type: it is not kept.
      if !found.isEmpty { try await facts.storeFact(found.sorted(), name: "offered/\(type)", region: client.region) }
    }
    return zones
  }
}

extension AWSError {
  /// For a launch whose types are offered in no zone of the region.
  static func offeredNowhere(_ types: [String], region: String) -> AWSError {
    AWSError(
      action: "DescribeInstanceTypeOfferings", origin: .envelope, code: "InvalidInstanceType",
      message: "\(types.joined(separator: ", ")) is offered in no availability zone", status: 200, region: region)
  }
}
