/// What a requeue changes about a launch; a list that is given replaces the old one wholly, nil leaves it.
package struct LaunchChanges: Sendable, Equatable {
  package var instanceTypes: [String]?
  /// Subnets and zones are both places: either replaces the other.
  package var subnetIDs: [String]?
  package var availabilityZones: [String]?
  package var markets: [Market]?
  package var ladderOrder: [LadderAxis]?
  /// Empty: none any more.
  package var maxPrice: String?
  /// Replaces an architecture that was asked for, too. Empty: Amazon Linux again.
  package var imageID: String?
  package var retryFor: Duration?
  package var priority: Int?

  package init(
    instanceTypes: [String]? = nil, subnetIDs: [String]? = nil, availabilityZones: [String]? = nil,
    markets: [Market]? = nil, ladderOrder: [LadderAxis]? = nil, maxPrice: String? = nil, imageID: String? = nil,
    retryFor: Duration? = nil, priority: Int? = nil
  ) {
    self.instanceTypes = instanceTypes
    self.subnetIDs = subnetIDs
    self.availabilityZones = availabilityZones
    self.markets = markets
    self.ladderOrder = ladderOrder
    self.maxPrice = maxPrice
    self.imageID = imageID
    self.retryFor = retryFor
    self.priority = priority
  }

  package var isEmpty: Bool { self == LaunchChanges() }

  /// The spec with these changes, not checked yet.
  package func applied(to spec: LaunchSpec) -> LaunchSpec {
    var changed = spec
    changed.instanceTypes = instanceTypes ?? spec.instanceTypes
    if subnetIDs != nil || availabilityZones != nil {
      changed.subnetIDs = subnetIDs ?? []
      changed.availabilityZones = availabilityZones ?? []
    }
    changed.markets = markets ?? spec.markets
    if let ladderOrder { changed.ladderOrder = ladderOrder == LadderAxis.allCases ? nil : ladderOrder }
    if let maxPrice {
      changed.maxPrice = maxPrice.isEmpty ? nil : maxPrice
    } else if !changed.markets.contains(.spot) {
      // A price goes with the market it was for.
      changed.maxPrice = nil
    }
    if let imageID {
      changed.imageID = imageID.isEmpty ? nil : imageID
      changed.architecture = nil
    }
    return changed
  }
}
