import ArgumentParser
import Foundation
import JobModel

/// What to launch; flags are named as the AWS CLI names them.
struct LaunchOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The instance type.", valueName: "type"))
  var instanceType = "t3.medium"

  @Option(help: ArgumentHelp("The subnet; it decides the zone.", valueName: "id"))
  var subnetId: String?

  @Option(help: ArgumentHelp("The zone, in the default VPC.", valueName: "zone"))
  var availabilityZone: String?

  @Option(help: "spot (one-time) or on-demand.")
  var market: Market = .onDemand

  @Option(help: ArgumentHelp("The most to pay for spot, in US dollars an hour.", valueName: "price"))
  var maxPrice: String?

  @Option(help: ArgumentHelp("The image. Default: the newest Amazon Linux 2023 for the type.", valueName: "id"))
  var imageId: String?

  @Option(help: "x86_64 or arm64. Default: that of the instance type.")
  var architecture: Architecture?

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Security groups.", valueName: "id"))
  var securityGroupIds: [String] = []

  @Option(help: ArgumentHelp("The key pair for SSH.", valueName: "name"))
  var keyName: String?

  @Option(help: ArgumentHelp("An instance profile, by name or ARN.", valueName: "profile"))
  var iamInstanceProfile: String?

  @Option(help: ArgumentHelp("Text, or file://PATH; read now, at most 16 KiB.", valueName: "text"))
  var userData: String?

  @Option(help: ArgumentHelp("The root volume's size in GiB.", valueName: "GiB"))
  var rootVolumeSize = 20

  @Option(help: ArgumentHelp("The root volume's type.", valueName: "type"))
  var rootVolumeType = "gp3"

  @Flag(help: "Encrypt the root volume.")
  var encrypted = false

  @Flag(help: "Ask for a public IP address, whatever the subnet's default.")
  var associatePublicIpAddress = false

  @Option(help: ArgumentHelp("A placement group.", valueName: "name"))
  var placementGroup: String?

  @Option(help: ArgumentHelp("A capacity reservation.", valueName: "id"))
  var capacityReservationId: String?

  @Option(help: ArgumentHelp("The Name tag.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The deployment it belongs to; tagged and filterable.", valueName: "name"))
  var deployment: String?

  @Option(help: ArgumentHelp("A tag; may be given several times.", valueName: "key=value"))
  var tag: [TagArgument] = []

  /// - Throws: usage, naming every flag that is wrong.
  func spec() throws -> LaunchSpec {
    let spec = LaunchSpec(
      instanceTypes: [instanceType], subnetIDs: [subnetId].compactMap(\.self),
      availabilityZones: [availabilityZone].compactMap(\.self), markets: [market], maxPrice: maxPrice, imageID: imageId,
      architecture: architecture, securityGroupIDs: securityGroupIds, keyName: keyName,
      iamInstanceProfile: iamInstanceProfile, userData: try UserData.read(userData), rootVolumeSize: rootVolumeSize,
      rootVolumeType: rootVolumeType, encrypted: encrypted, associatePublicIPAddress: associatePublicIpAddress,
      placementGroup: placementGroup, capacityReservationID: capacityReservationId, name: name,
      tags: try tag.dictionary())
    var problems = spec.problems()
    if let deployment, !(1...256).contains(deployment.unicodeScalars.count) {
      problems.append(SpecProblem("deployment", deployment, allowed: "1 to 256 characters"))
    }
    if let name, name.unicodeScalars.count > 256 {
      problems.append(SpecProblem("name", name, allowed: "at most 256 characters"))
    }
    guard problems.isEmpty else { throw CommandFailure.usage(problems) }
    return spec
  }
}
