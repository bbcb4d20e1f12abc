import Foundation

/// The instances that a Describe call is about: those it names, or all, as its filters allow.
struct InstanceSelection {
  static let filterNames: Set<String> = [
    "architecture", "availability-zone", "client-token", "image-id", "instance-id", "instance-lifecycle",
    "instance-state-code", "instance-state-name", "instance-type", "ip-address", "key-name", "launch-index",
    "launch-time", "owner-id", "placement-group-name", "private-ip-address", "reservation-id", "root-device-name",
    "spot-instance-request-id", "state-reason-code", "subnet-id", "vpc-id", "instance.group-id",
    "instance-status.status",
    "system-status.status",
  ]

  let filters: Filters
  /// The positions to look at: as few as the ids or an index leave; nil looks at all.
  let candidates: [Int]?

  init(_ call: Call, in region: Region) throws(APIError) {
    let parameters = call.parameters
    filters = try Filters(parameters, names: Self.filterNames)
    let ids = parameters.list("InstanceId")
    if !ids.isEmpty {
      candidates = try region.instancePositions(ids, at: call.now)
    } else if let tokens = filters.exactValues("client-token") {
      let launched = Set(tokens.flatMap { region.launchedByToken[$0] ?? [] }).sorted()
      candidates = call.view?.cut(launched, in: region) ?? launched
    } else {
      let found = Self.indexed(filters, in: region)
      candidates = found.map { call.view?.cut($0, in: region) ?? $0 }
    }
  }

  /// The fewest positions that an index gives for one of the filters; the filters themselves are applied to them later.
  private static func indexed(_ filters: Filters, in region: Region) -> [Int]? {
    let found = filters.all.compactMap { filter -> [Int]? in
      guard !filter.values.contains(where: Glob.isPattern) else { return nil }
      switch filter.name {
      case "instance-id":
        return filter.values.compactMap { region.instances.position(of: $0) }
      case "spot-instance-request-id":
        return filter.values.compactMap { region.spotRequests[$0] }
          .compactMap { region.instances.position(of: $0.instanceID) }
      case let name where name.hasPrefix("tag:"):
        let key = String(name.dropFirst(4))
        return filter.values.flatMap { region.instancesByTag[Tags.Pair(key: key, value: $0)] ?? [] }
      default:
        return nil
      }
    }
    return found.min { $0.count < $1.count }.map { Set($0).sorted() }
  }

  /// One page of those that match, and the token of the next.
  func page(_ page: Page, of region: Region, now: Date, where accepts: (Instance) -> Bool = { _ in true })
    -> (instances: [Instance], next: String?)
  {
    let rows = region.instances.rows
    func matches(_ position: Int) -> Bool {
      let instance = rows[position]
      return region.knows(instance, at: now) && accepts(instance)
        && filters.match(tags: instance.tags) { Self.values(of: instance, $0, in: region, now: now) }
    }
    let cut =
      candidates.map { page.cut($0, where: matches) }
      ?? page.cut(min(page.start, rows.count)..<rows.count, where: matches)
    return (cut.positions.map { rows[$0] }, cut.next)
  }

  private static func values(of instance: Instance, _ filter: String, in region: Region, now: Date) -> [String] {
    let plan = instance.plan
    let value: String? =
      switch filter {
      case "architecture": plan.image.architecture
      case "availability-zone": instance.zone.name
      case "client-token": plan.clientToken
      case "image-id": plan.image.id
      case "instance-id": instance.id
      case "instance-lifecycle": plan.market == .spot ? "spot" : nil
      case "instance-state-code": String(instance.state(at: now).code)
      case "instance-state-name": instance.state(at: now).rawValue
      case "instance-type": plan.type.name
      case "ip-address": instance.addresses(at: now).public
      case "key-name": plan.keyName
      case "launch-index": String(instance.launchIndex)
      case "launch-time": instance.lifecycle.launchedAt.ec2
      case "owner-id": region.account
      case "placement-group-name": plan.placementGroup
      case "private-ip-address": instance.addresses(at: now).private
      case "reservation-id": instance.reservationID
      case "root-device-name": plan.image.rootDevice
      case "spot-instance-request-id": instance.spotRequestID
      case "subnet-id": instance.subnetID
      case "state-reason-code": instance.lifecycle.reason(at: now)?.reason.code
      case "vpc-id": instance.vpcID
      case "instance-status.status": instance.lifecycle.check(.instance, at: now).rawValue
      case "system-status.status": instance.lifecycle.check(.system, at: now).rawValue
      default: nil
      }
    return filter == "instance.group-id" ? plan.groups.map(\.id) : value.map { [$0] } ?? []
  }
}

extension Region {
  /// The positions of named instances; any id that is malformed or unknown refuses the whole call.
  ///
  /// - Parameter now: those that are not known yet are unknown; `.distantFuture` knows all.
  func instancePositions(_ ids: [String], at now: Date) throws(APIError) -> [Int] {
    for id in ids where !Identifiers.isWellFormed(id, prefix: "i") {
      throw .malformed("InvalidInstanceID.Malformed", id: id, prefix: "i")
    }
    let positions = try instances.positions(of: ids) { .unknownInstances($0) }
    let hidden = positions.map { instances.rows[$0] }.filter { !knows($0, at: now) }
    guard hidden.isEmpty else { throw .unknownInstances(hidden.map(\.id)) }
    return positions
  }
}

extension APIError {
  static func unknownInstances(_ ids: [String]) -> Self {
    .notFound("InvalidInstanceID.NotFound", noun: "instance ID", ids: ids)
  }
}
