import AWSCore
import JobModel

/// The thing outside geuse that a launch names and that EC2 would not take: what is wrong with it, and where to look
/// it up.
struct ReferencedThing {
  /// With its ids and its region.
  let complaint: String
  /// An AWS CLI command without its region.
  let listing: String
  /// The flag of `geuse requeue` that replaces it; nil where the launch must be enqueued anew.
  var flag: String?
  /// Whether its name is its maker's choice, so that it can be made for the launch as it is.
  var isNamed = false

  init(_ error: AWSError, spec: LaunchSpec, rung: Rung) {
    let region = error.region
    let said = Self.ids(in: error.message)
    func named(_ prefix: String, else known: [String]) -> String {
      let ids = said[prefix] ?? known
      return ids.joined(separator: ", ")
    }
    func unusable(_ name: String) -> String { "\(name) cannot be used in \(region)" }
    let groups = named("sg", else: spec.securityGroupIDs)
    let subnet = named("subnet", else: [rung.subnetID].compactMap(\.self))
    switch error.code {
    case "InvalidParameter":
      self.init(
        "security group \(groups) and subnet \(subnet.isEmpty ? "of the default VPC" : subnet) belong to "
          + "different VPCs in \(region)",
        "aws ec2 describe-security-groups --group-ids \(groups.replacing(", ", with: " ")) "
          + "--query 'SecurityGroups[].[GroupId,VpcId]'; aws ec2 describe-subnets"
          + (subnet.isEmpty ? "" : " --subnet-ids \(subnet)") + " --query 'Subnets[].[SubnetId,VpcId]'",
        flag: "--subnet-id")
    case "InvalidPlacementGroup.Unknown", "InvalidPlacementGroupId.Malformed":
      self.init(
        unusable("placement group '\(spec.placementGroup ?? "")'"), "aws ec2 describe-placement-groups", isNamed: true)
    case "VPCIdNotSpecified", "DefaultVpcDoesNotExist", "VPCResourceNotSpecified":
      self.init(
        "a launch without --subnet-id needs a default VPC, which \(region) does not have",
        "aws ec2 describe-subnets", flag: "--subnet-id")
    case "SecurityGroupsPerInstanceLimitExceeded", "SecurityGroupsPerInterfaceLimitExceeded":
      self.init(
        "\(spec.securityGroupIDs.count) security groups (\(groups)) are more than an interface takes in \(region)",
        "aws service-quotas get-service-quota --service-code vpc --quota-code L-2AFB9258")
    case let code where code.contains("KeyPair"):
      self.init(unusable("key pair '\(spec.keyName ?? "")'"), "aws ec2 describe-key-pairs", isNamed: true)
    case let code where code.contains("CapacityReservation"):
      self.init(
        unusable("capacity reservation \(spec.capacityReservationID ?? "")"), "aws ec2 describe-capacity-reservations")
    case let code where code.contains("IamInstanceProfile"):
      self.init(
        unusable("instance profile '\(spec.iamInstanceProfile ?? "")'"), "aws iam list-instance-profiles", isNamed: true
      )
    case let code where code.contains("Subnet"):
      self.init(
        unusable("subnet \(subnet.isEmpty ? "of the default VPC" : subnet)"), "aws ec2 describe-subnets",
        flag: "--subnet-id")
    case let code where code.contains("Group"):
      let vpc = said["vpc"].map { " in \($0.joined(separator: ", "))" } ?? ""
      self.init(
        unusable(groups.isEmpty ? "a security group" : "security group \(groups)\(vpc)"),
        "aws ec2 describe-security-groups")
    case "CustomerKeyHasBeenRevoked":
      self.init(unusable("the KMS key of the root volume"), "aws kms list-aliases")
    default:
      self.init(unusable("something the launch names"), "aws ec2 describe-security-groups")
    }
  }

  private init(_ complaint: String, _ listing: String, flag: String? = nil, isNamed: Bool = false) {
    self.complaint = complaint
    self.listing = listing
    self.flag = flag
    self.isNamed = isNamed
  }

  func hint(region: String, job: JobID) -> String {
    let commands = listing.split(separator: "; ").map { "\($0) --region \(region)" }.joined(separator: "; ")
    let again = "enqueue it again with the right one, under another unique key if it has one"
    let made = isNamed ? "make it, and: geuse requeue \(job); or " : ""
    return "list what exists: \(commands); then \(flag.map { "geuse requeue \(job) \($0) …" } ?? made + again)"
  }

  /// Resource ids by prefix, in the order EC2 wrote them.
  private static func ids(in message: String) -> [String: [String]] {
    var ids: [String: [String]] = [:]
    for match in message.matches(of: /\b([a-z]+)-[0-9a-f]{8,17}\b/) {
      let id = String(match.0)
      if ids[String(match.1)]?.contains(id) != true { ids[String(match.1), default: []].append(id) }
    }
    return ids
  }
}
