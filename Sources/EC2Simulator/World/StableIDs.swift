/// The ids of what every region holds from the start: the same in every run, so that tests and demos can name them.
package enum StableIDs {
  package static let keyPair = "demo"
  package static let instanceProfile = "demo"
  package static let placementGroup = "demo"

  package static func vpc(region: String = "us-east-1") -> String {
    Identifiers.stable("vpc", region)
  }

  /// A VPC that the configuration names.
  package static func vpc(region: String = "us-east-1", name: String) -> String {
    Identifiers.stable("vpc", region, name)
  }

  /// The default subnet of a zone such as `us-east-1a`.
  package static func subnet(zone: String) -> String {
    Identifiers.stable("subnet", zone)
  }

  /// A subnet that the configuration names.
  package static func subnet(zone: String, name: String) -> String {
    Identifiers.stable("subnet", zone, name)
  }

  /// The default VPC's default group.
  package static func securityGroup(region: String = "us-east-1") -> String {
    Identifiers.stable("sg", region, "default")
  }

  /// The default group of a VPC that the configuration names.
  package static func securityGroup(region: String = "us-east-1", vpc: String) -> String {
    Identifiers.stable("sg", region, "default", vpc)
  }

  /// The newest standard Amazon Linux 2023 image of an architecture and a kernel.
  package static func image(
    architecture: String = "x86_64", kernel: String = "6.1", region: String = "us-east-1"
  ) -> String {
    image(named: "al2023-ami-\(Image.newerRelease)-kernel-\(kernel)-\(architecture)", region: region)
  }

  static func image(named name: String, region: String) -> String {
    Identifiers.stable("ami", region, name)
  }
}
