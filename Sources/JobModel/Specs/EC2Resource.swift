/// An instance as the seed's EC2Resource: what a launch or a wait leaves behind.
package struct EC2Resource: Sendable, Hashable, Codable {
  package var instanceID: String
  package var instanceType: String
  package var isSpot: Bool
  package var spotRequestID: String?
  package var publicIP: String?
  package var privateIP: String?
  package var state: String
  package var launchTime: Timestamp?
  package var amiID: String
  package var subnetID: String?
  package var availabilityZone: String?
  package var createdByGeusemaker: Bool

  package init(
    instanceID: String, instanceType: String, isSpot: Bool, spotRequestID: String? = nil, publicIP: String? = nil,
    privateIP: String? = nil, state: String, launchTime: Timestamp? = nil, amiID: String, subnetID: String? = nil,
    availabilityZone: String? = nil, createdByGeusemaker: Bool
  ) {
    self.instanceID = instanceID
    self.instanceType = instanceType
    self.isSpot = isSpot
    self.spotRequestID = spotRequestID
    self.publicIP = publicIP
    self.privateIP = privateIP
    self.state = state
    self.launchTime = launchTime
    self.amiID = amiID
    self.subnetID = subnetID
    self.availabilityZone = availabilityZone
    self.createdByGeusemaker = createdByGeusemaker
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case instanceID = "instance_id"
    case instanceType = "instance_type"
    case isSpot = "is_spot"
    case spotRequestID = "spot_request_id"
    case publicIP = "public_ip"
    case privateIP = "private_ip"
    case state
    case launchTime = "launch_time"
    case amiID = "ami_id"
    case subnetID = "subnet_id"
    case availabilityZone = "availability_zone"
    case createdByGeusemaker = "created_by_geusemaker"
  }
}

extension EC2Resource {
  /// Whether EC2 said that it ended or is ending, which it never takes back.
  ///
  /// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
  package var isEnding: Bool { Self.isEnding(state) }

  package static func isEnding(_ state: String) -> Bool { state == "shutting-down" || state == "terminated" }
}
