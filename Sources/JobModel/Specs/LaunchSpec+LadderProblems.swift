extension LaunchSpec {
  /// Stands for every zone in which a type is offered.
  package static let everyZone = "all"
  /// No region has more zones for `all` to stand for (us-east-1).
  private static let mostZones = 6
  /// How many rungs a ladder may have. Ours: above it a launch would be short of time, not of places to try.
  package static let maxRungs = 300

  /// What is wrong with the lists that the ladder is made of, and with what stands beside them.
  func ladderProblems() -> [SpecProblem] {
    listProblems() + orderProblems() + placeProblems() + reservationProblems()
  }

  /// How many rungs there can be at most.
  private var rungs: Int { markets.count * instanceTypes.count * max(1, subnetIDs.count + zones) }

  private var zones: Int { availabilityZones.contains(Self.everyZone) ? Self.mostZones : availabilityZones.count }

  private func listProblems() -> [SpecProblem] {
    var problems: [SpecProblem] = []
    if instanceTypes.isEmpty { problems.append(SpecProblem("instance_type", "", allowed: "at least one type")) }
    if markets.isEmpty { problems.append(SpecProblem("market", "", allowed: "spot, on-demand or both")) }
    let lists = [
      ("instance_type", instanceTypes), ("subnet_id", subnetIDs), ("availability_zone", availabilityZones),
      ("market", markets.map(\.rawValue)), ("security_group_ids", securityGroupIDs),
    ]
    for (field, values) in lists {
      if let twice = Self.firstRepeated(values) {
        problems.append(SpecProblem(field, twice, allowed: "each value once"))
      }
    }
    if rungs > Self.maxRungs {
      problems.append(
        SpecProblem("instance_type", "\(rungs) rungs", allowed: "markets x types x zones up to \(Self.maxRungs) rungs"))
    }
    return problems
  }

  private func orderProblems() -> [SpecProblem] {
    guard let ladderOrder, Set(ladderOrder) != Set(LadderAxis.allCases) || ladderOrder.count != 3 else { return [] }
    return [
      SpecProblem(
        "ladder_order", ladderOrder.map(\.rawValue).joined(separator: ","), allowed: LadderAxis.orderInWords)
    ]
  }

  private func placeProblems() -> [SpecProblem] {
    if let subnet = subnetIDs.first, !availabilityZones.isEmpty {
      return [
        SpecProblem("subnet_id", subnet, allowed: "subnets or availability zones, not both: a subnet has its zone")
      ]
    }
    guard availabilityZones.contains(Self.everyZone), availabilityZones.count > 1 else { return [] }
    return [
      SpecProblem(
        "availability_zone", availabilityZones.joined(separator: " "),
        allowed: "'\(Self.everyZone)' alone, or zones by name")
    ]
  }

  /// A reservation is for one type in one zone, on demand.
  ///
  /// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-reservations.html
  private func reservationProblems() -> [SpecProblem] {
    guard let capacityReservationID else { return [] }
    var problems: [SpecProblem] = []
    if markets.contains(.spot) {
      problems.append(
        SpecProblem(
          "capacity_reservation_id", capacityReservationID, allowed: "only together with the market 'on-demand' alone"))
    }
    if instanceTypes.count > 1 || subnetIDs.count + zones > 1 {
      problems.append(
        SpecProblem(
          "capacity_reservation_id", capacityReservationID,
          allowed: "only with one instance type and one zone or subnet: a reservation has one of each"))
    }
    return problems
  }

  private static func firstRepeated(_ values: [String]) -> String? {
    var seen: Set<String> = []
    return values.first { !seen.insert($0).inserted }
  }
}

extension LadderAxis {
  /// What an order has to be.
  package static let orderInWords = "market, type and zone, each once, in any order, such as zone,market,type"
}

extension LaunchSpec {
  /// Zones of another region: EC2 would only say that they do not offer the type.
  package func problems(in region: String) -> [SpecProblem] {
    availabilityZones.filter { $0 != Self.everyZone && !$0.hasPrefix(region) }.map {
      SpecProblem("availability_zone", $0, allowed: "a zone of \(region), or another --region")
    }
  }
}
