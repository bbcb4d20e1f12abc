import Foundation

extension LaunchSpec {
  /// Everything that EC2 would refuse and that can be known without asking it; empty for a good spec.
  ///
  /// Limits: user data 16 KiB before base64; 50 tags a resource, five of them geuse's own; gp3 1 to 65,536 GiB.
  /// Source: AWS, "Amazon EC2 instance user data", "Tag your resources", "Amazon EBS volume types".
  package func problems() -> [SpecProblem] {
    idProblems() + marketProblems() + volumeProblems() + TagRules.problems(tags) + placeProblems()
  }

  private func idProblems() -> [SpecProblem] {
    var problems: [SpecProblem] = []
    for type in instanceTypes where type.wholeMatch(of: /[a-z][a-z0-9-]*\.[a-z0-9-]+/) == nil {
      problems.append(SpecProblem("instance_type", type, allowed: "a type such as t3.medium"))
    }
    let named: [(String, [String], String)] = [
      ("subnet_id", subnetIDs, "subnet"), ("image_id", [imageID].compactMap(\.self), "ami"),
      ("security_group_ids", securityGroupIDs, "sg"),
      ("capacity_reservation_id", [capacityReservationID].compactMap(\.self), "cr"),
    ]
    for (field, values, prefix) in named {
      for value in values where !Self.isID(value, prefix: prefix) {
        problems.append(SpecProblem(field, value, allowed: "an id such as \(prefix)-0123456789abcdef0"))
      }
    }
    for zone in availabilityZones
    where zone.wholeMatch(of: /[a-z]{2,4}(-[a-z]+)+-\d+([a-z]|(-[a-z]+)+-\d+[a-z])/) == nil {
      problems.append(SpecProblem("availability_zone", zone, allowed: "a zone such as us-east-1a"))
    }
    return problems
  }

  private func marketProblems() -> [SpecProblem] {
    guard let maxPrice else { return [] }
    guard let price = Double(maxPrice), price > 0, maxPrice.allSatisfy({ $0.isNumber || $0 == "." }) else {
      return [SpecProblem("max_price", maxPrice, allowed: "US dollars an hour, such as 0.05")]
    }
    guard markets.contains(.spot) else {
      return [SpecProblem("max_price", maxPrice, allowed: "only together with the market 'spot'")]
    }
    return []
  }

  private func volumeProblems() -> [SpecProblem] {
    var problems: [SpecProblem] = []
    if !(1...65_536).contains(rootVolumeSize) {
      problems.append(SpecProblem("root_volume_size", "\(rootVolumeSize)", allowed: "1 to 65536 GiB"))
    }
    let types = ["gp3", "gp2", "io2", "io1", "st1", "sc1", "standard"]
    if !types.contains(rootVolumeType) {
      problems.append(SpecProblem("root_volume_type", rootVolumeType, allowed: types.joined(separator: ", ")))
    }
    if let userData, userData.count > Self.maxUserData {
      problems.append(
        SpecProblem("user_data", "\(userData.count) bytes", allowed: "at most \(Self.maxUserData) bytes (16 KiB)"))
    }
    return problems
  }

  private func placeProblems() -> [SpecProblem] {
    guard let subnet = subnetIDs.first, !availabilityZones.isEmpty else { return [] }
    return [
      SpecProblem("subnet_id", subnet, allowed: "a subnet or an availability zone, not both: a subnet has its zone")
    ]
  }

  package static let maxUserData = 16 * 1024

  private static func isID(_ value: String, prefix: String) -> Bool {
    guard value.hasPrefix("\(prefix)-") else { return false }
    let digits = value.dropFirst(prefix.count + 1)
    return (8...17).contains(digits.count) && digits.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }
}

/// What EC2 allows of tags, and what geuse keeps for itself.
package enum TagRules {
  package static let maxPerResource = 50
  /// `Name` and the four that geuse puts on everything it launches.
  package static let ownTags = 5

  /// - Parameter tags: the user's.
  package static func problems(_ tags: [String: String]) -> [SpecProblem] {
    var problems: [SpecProblem] = []
    let room = maxPerResource - ownTags
    let counted = tags.keys.filter { $0 != "Name" }.count
    if counted > room {
      problems.append(
        SpecProblem(
          "tag", "\(counted) tags", allowed: "at most \(room): EC2 takes \(maxPerResource), geuse adds \(ownTags)"))
    }
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      if key.isEmpty || key.unicodeScalars.count > 128 {
        problems.append(SpecProblem("tag", key, allowed: "a key of 1 to 128 characters"))
      }
      if value.unicodeScalars.count > 256 {
        problems.append(SpecProblem("tag", "\(key)=…", allowed: "a value of at most 256 characters"))
      }
      if key.lowercased().hasPrefix("aws:") {
        problems.append(
          SpecProblem("tag", key, allowed: "keys that do not begin with 'aws:', which AWS keeps for itself"))
      }
      if key.hasPrefix("geusemaker:") {
        problems.append(
          SpecProblem("tag", key, allowed: "keys that do not begin with 'geusemaker:', which geuse sets itself"))
      }
    }
    return problems
  }
}
