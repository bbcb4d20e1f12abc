import ArgumentParser
import Foundation
import JobModel

/// What to launch; flags are named as the AWS CLI names them.
struct LaunchOptions: ParsableArguments {
  @OptionGroup var ladder: LadderOptions

  @Option(help: "x86_64 or arm64, of the newest Amazon Linux 2023. Default: that of the instance type.")
  var architecture: Architecture?

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Security groups.", valueName: "id"))
  var securityGroupIds: [String] = []

  @Option(help: ArgumentHelp("The key pair for SSH.", valueName: "name"))
  var keyName: String?

  @Option(help: ArgumentHelp("An instance profile, by name or ARN.", valueName: "profile"))
  var iamInstanceProfile: String?

  @Option(help: ArgumentHelp("Text, or file://PATH or fileb://PATH; read now, at most 16 KiB.", valueName: "text"))
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
    var spec = LaunchSpec(
      maxPrice: ladder.maxPrice, imageID: ladder.imageId, architecture: architecture,
      securityGroupIDs: securityGroupIds, keyName: keyName, iamInstanceProfile: iamInstanceProfile,
      userData: try UserData.read(userData), rootVolumeSize: rootVolumeSize, rootVolumeType: rootVolumeType,
      encrypted: encrypted, associatePublicIPAddress: associatePublicIpAddress, placementGroup: placementGroup,
      capacityReservationID: capacityReservationId, name: name, tags: try tag.dictionary())
    if !ladder.instanceType.isEmpty { spec.instanceTypes = ladder.instanceType }
    if !ladder.market.isEmpty { spec.markets = ladder.market }
    spec.subnetIDs = ladder.subnetId
    spec.availabilityZones = ladder.availabilityZone
    // The usual order and none are the same order, so that they are the same spec too.
    spec.ladderOrder = try ladder.order().flatMap { $0 == LadderAxis.allCases ? nil : $0 }
    var problems = spec.problems()
    if let deployment, !deployment.isLine(of: 1...256) {
      problems.append(SpecProblem("deployment", deployment, allowed: "1 to 256 characters, in one line"))
    }
    guard problems.isEmpty else { throw CommandFailure.usage(problems) }
    return spec
  }
}
