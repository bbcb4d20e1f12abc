import Foundation

extension LaunchSpec {
  /// Everything that EC2 would refuse and that can be known without asking it; empty for a good spec.
  ///
  /// Limits: user data 16 KiB before base64; 50 tags a resource, five of them geuse's own; gp3 1 to 65,536 GiB.
  /// Source: AWS, "Amazon EC2 instance user data", "Tag your resources", "Amazon EBS volume types".
  package func problems() -> [SpecProblem] {
    idProblems() + imageProblems() + priceProblems() + volumeProblems() + nameProblems() + TagRules.problems(tags)
      + ladderProblems()
  }

  private func idProblems() -> [SpecProblem] {
    var problems: [SpecProblem] = []
    for type in instanceTypes where type.wholeMatch(of: SpecPattern.instanceType) == nil {
      problems.append(SpecProblem("instance_type", type, allowed: "a type such as t3.medium"))
    }
    let named: [(String, [String], String)] = [
      ("subnet_id", subnetIDs, "subnet"), ("security_group_ids", securityGroupIDs, "sg"),
      ("capacity_reservation_id", [capacityReservationID].compactMap(\.self), "cr"),
    ]
    for (field, values, prefix) in named {
      for value in values where !Self.isID(value, prefix: prefix) {
        problems.append(SpecProblem(field, value, allowed: "an id such as \(prefix)-0123456789abcdef0"))
      }
    }
    for zone in availabilityZones where zone != Self.everyZone && !Self.isZone(zone) {
      problems.append(
        SpecProblem("availability_zone", zone, allowed: "a zone such as us-east-1a, or '\(Self.everyZone)'"))
    }
    return problems
  }

  private func imageProblems() -> [SpecProblem] {
    guard let imageID else { return [] }
    var problems: [SpecProblem] = []
    if !Self.isID(imageID, prefix: "ami") && !Self.isParameter(imageID) {
      problems.append(
        SpecProblem(
          "image_id", imageID, allowed: "an id such as ami-0123456789abcdef0, or resolve:ssm: and a parameter's name"))
    }
    if let architecture {
      problems.append(
        SpecProblem(
          "architecture", architecture.rawValue, allowed: "an image or an architecture, not both: an image has its own"
        ))
    }
    return problems
  }

  private func priceProblems() -> [SpecProblem] {
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

  private func nameProblems() -> [SpecProblem] {
    var problems: [SpecProblem] = []
    if let name, name.unicodeScalars.count > 256 {
      problems.append(SpecProblem("name", name, allowed: "at most 256 characters"))
    }
    if let iamInstanceProfile, iamInstanceProfile.hasPrefix("Name=") || iamInstanceProfile.hasPrefix("Arn=") {
      problems.append(
        SpecProblem("iam_instance_profile", iamInstanceProfile, allowed: "a name or an ARN, without Name= or Arn="))
    }
    return problems
  }

  package static let maxUserData = 16 * 1024

  private static func isZone(_ text: String) -> Bool {
    text.wholeMatch(of: SpecPattern.zone) != nil
  }

  /// A name or an ARN, with a version or a label behind a colon where one is wanted.
  ///
  /// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html
  private static func isParameter(_ text: String) -> Bool {
    text.wholeMatch(of: SpecPattern.parameter) != nil
  }

  private static func isID(_ value: String, prefix: String) -> Bool {
    guard value.hasPrefix("\(prefix)-") else { return false }
    let digits = value.dropFirst(prefix.count + 1)
    return (8...17).contains(digits.count) && digits.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }
}
