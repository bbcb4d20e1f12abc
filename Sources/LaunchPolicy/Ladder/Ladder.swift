package import JobModel

/// The ordered rungs of a launch in one region: its markets × types × subnets or zones.
package struct Ladder: Sendable, Equatable {
  /// A rung and everything whose closing stands in its way.
  package struct Step: Sendable, Equatable {
    package var rung: Rung
    package var keys: [ClosingKey]

    package init(rung: Rung, keys: [ClosingKey]) {
      self.rung = rung
      self.keys = keys
    }
  }

  /// What has to be known of a region before a ladder can be made.
  package struct Facts: Sendable, Equatable {
    /// The zone of each subnet, where it is known.
    package var zoneOfSubnet: [String: String]
    /// The zones in which each type is offered; asked for `all` only.
    package var zonesOfType: [String: [String]]

    package init(zoneOfSubnet: [String: String] = [:], zonesOfType: [String: [String]] = [:]) {
      self.zoneOfSubnet = zoneOfSubnet
      self.zonesOfType = zonesOfType
    }
  }

  package var steps: [Step]

  package init(steps: [Step]) { self.steps = steps }

  /// - Parameter specID: the stored spec's id, by which closings of its configuration are known.
  package init(_ spec: LaunchSpec, specID: Int64, facts: Facts) {
    steps = Self.rungs(spec, facts: facts).map {
      Step(rung: $0, keys: ClosingKey.keys(of: $0, in: spec, specID: specID))
    }
  }

  /// In the order that the spec states: the first axis changes slowest. Zones in which a type is not offered are left
  /// out where `all` was asked for.
  package static func rungs(_ spec: LaunchSpec, facts: Facts) -> [Rung] {
    let places = places(spec, facts)
    var rungs: [(position: [Int], rung: Rung)] = []
    for (marketIndex, market) in spec.markets.enumerated() {
      for (typeIndex, type) in spec.instanceTypes.enumerated() {
        for (placeIndex, place) in places.enumerated() {
          if spec.wantsAllZones, let zone = place.zone, facts.zonesOfType[type]?.contains(zone) != true { continue }
          let indexes: [LadderAxis: Int] = [.market: marketIndex, .type: typeIndex, .zone: placeIndex]
          rungs.append(
            (
              (spec.ladderOrder ?? LadderAxis.standardOrder).map { indexes[$0] ?? 0 },
              Rung(
                market: market, instanceType: type, availabilityZone: place.zone, subnetID: place.subnet,
                imageID: spec.imageID)
            ))
        }
      }
    }
    return rungs.sorted { $0.position.lexicographicallyPrecedes($1.position) }.map(\.rung)
  }

  /// The rungs as the spec alone tells them, for people: nobody is asked which zones there are.
  package static func preview(_ spec: LaunchSpec) -> [Rung] {
    let everywhere = Dictionary(spec.instanceTypes.map { ($0, ["every zone that offers it"]) }) { first, _ in first }
    return rungs(spec, facts: Facts(zonesOfType: everywhere))
  }

  private static func places(_ spec: LaunchSpec, _ facts: Facts) -> [(zone: String?, subnet: String?)] {
    if !spec.subnetIDs.isEmpty { return spec.subnetIDs.map { (facts.zoneOfSubnet[$0], $0) } }
    if spec.wantsAllZones {
      return Set(spec.instanceTypes.flatMap { facts.zonesOfType[$0] ?? [] }).sorted().map { ($0, nil) }
    }
    return spec.availabilityZones.isEmpty ? [(nil, nil)] : spec.availabilityZones.map { ($0, nil) }
  }
}

extension LadderAxis {
  package static let standardOrder: [LadderAxis] = [.market, .type, .zone]
}

extension LaunchSpec {
  package var wantsAllZones: Bool { availabilityZones.contains(Self.everyZone) }

  /// The rung this launch stands on before anything is known of its region: its first market, type and place.
  package var firstRung: Rung {
    Rung(
      market: markets.first ?? .onDemand, instanceType: instanceTypes.first ?? "t3.medium",
      availabilityZone: wantsAllZones ? nil : availabilityZones.first, subnetID: subnetIDs.first, imageID: imageID)
  }
}
