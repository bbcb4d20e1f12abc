package import JobModel

/// The ladder of a launch as its spec alone tells it: nobody is asked which zones there are, and `all` stays one word.
package struct LadderPreview: Sendable {
  /// In the order in which they would be tried.
  package let rungs: [Rung]

  package init(_ spec: LaunchSpec) {
    let places: [(zone: String?, subnet: String?)] =
      if !spec.subnetIDs.isEmpty {
        spec.subnetIDs.map { (nil, $0) }
      } else if spec.availabilityZones.isEmpty {
        [(nil, nil)]
      } else {
        spec.availabilityZones.map { ($0, nil) }
      }
    let sizes: [LadderAxis: Int] = [
      .market: spec.markets.count, .type: spec.instanceTypes.count, .zone: places.count,
    ]
    let order = spec.ladderOrder ?? LadderAxis.allCases
    // Counts through all places of the three lists; the last axis of the order turns fastest.
    let count = sizes.values.reduce(1, *)
    rungs = (0..<count).map { number in
      var index: [LadderAxis: Int] = [:]
      var rest = number
      for axis in order.reversed() {
        let size = sizes[axis] ?? 1
        index[axis] = rest % size
        rest /= size
      }
      let place = places[index[.zone] ?? 0]
      return Rung(
        market: spec.markets[index[.market] ?? 0], instanceType: spec.instanceTypes[index[.type] ?? 0],
        availabilityZone: place.zone, subnetID: place.subnet, imageID: spec.imageID)
    }
  }

  /// A rung a line, numbered.
  package func lines(image: String) -> [String] {
    rungs.enumerated().map { number, rung in
      var rung = rung
      if rung.availabilityZone == LaunchSpec.everyZone { rung.availabilityZone = "every zone that offers it" }
      return "rung \(number + 1): \(rung), \(image)"
    }
  }
}
