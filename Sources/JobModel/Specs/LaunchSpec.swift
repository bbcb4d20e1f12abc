package import Foundation

/// What to launch: the command line's flags, lists in the plural.
///
/// One spec is one instance; `--count 50` is fifty jobs that share it.
package struct LaunchSpec: Sendable, Hashable, Codable {
  package var instanceTypes: [String]
  package var subnetIDs: [String]
  /// Zones' names; `all` stands for every zone in which a type is offered.
  package var availabilityZones: [String]
  package var markets: [Market]
  /// Which of its three lists changes slowest along the ladder, and which fastest; nil: market, type, zone.
  package var ladderOrder: [LadderAxis]?
  /// US dollars an hour, as EC2 takes it; spot only.
  package var maxPrice: String?
  /// An image's id, or `resolve:ssm:` and the name of a parameter that holds one.
  package var imageID: String?
  /// Nil: that of the instance type.
  package var architecture: Architecture?
  package var securityGroupIDs: [String]
  package var keyName: String?
  /// Name or ARN.
  package var iamInstanceProfile: String?
  /// The bytes the instance shall get, before base64; at most 16 KiB.
  package var userData: Data?
  /// GiB.
  package var rootVolumeSize: Int
  package var rootVolumeType: String
  package var encrypted: Bool
  package var associatePublicIPAddress: Bool
  package var placementGroup: String?
  package var capacityReservationID: String?
  package var name: String?
  package var tags: [String: String]

  package init(
    instanceTypes: [String] = ["t3.medium"], subnetIDs: [String] = [], availabilityZones: [String] = [],
    markets: [Market] = [.onDemand], ladderOrder: [LadderAxis]? = nil, maxPrice: String? = nil,
    imageID: String? = nil, architecture: Architecture? = nil, securityGroupIDs: [String] = [], keyName: String? = nil,
    iamInstanceProfile: String? = nil, userData: Data? = nil, rootVolumeSize: Int = 20,
    rootVolumeType: String = "gp3", encrypted: Bool = false, associatePublicIPAddress: Bool = false,
    placementGroup: String? = nil, capacityReservationID: String? = nil, name: String? = nil,
    tags: [String: String] = [:]
  ) {
    self.instanceTypes = instanceTypes
    self.subnetIDs = subnetIDs
    self.availabilityZones = availabilityZones
    self.markets = markets
    self.ladderOrder = ladderOrder
    self.maxPrice = maxPrice
    self.imageID = imageID
    self.architecture = architecture
    self.securityGroupIDs = securityGroupIDs
    self.keyName = keyName
    self.iamInstanceProfile = iamInstanceProfile
    self.userData = userData
    self.rootVolumeSize = rootVolumeSize
    self.rootVolumeType = rootVolumeType
    self.encrypted = encrypted
    self.associatePublicIPAddress = associatePublicIPAddress
    self.placementGroup = placementGroup
    self.capacityReservationID = capacityReservationID
    self.name = name
    self.tags = tags
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case instanceTypes = "instance_types"
    case subnetIDs = "subnet_ids"
    case availabilityZones = "availability_zones"
    case markets
    case ladderOrder = "ladder_order"
    case maxPrice = "max_price"
    case imageID = "image_id"
    case architecture
    case securityGroupIDs = "security_group_ids"
    case keyName = "key_name"
    case iamInstanceProfile = "iam_instance_profile"
    case userData = "user_data"
    case rootVolumeSize = "root_volume_size"
    case rootVolumeType = "root_volume_type"
    case encrypted
    case associatePublicIPAddress = "associate_public_ip_address"
    case placementGroup = "placement_group"
    case capacityReservationID = "capacity_reservation_id"
    case name, tags
  }
}

/// One of the three lists of a launch that its ladder is made of.
package enum LadderAxis: String, Sendable, Codable, CaseIterable {
  case market, type
  /// Subnets or availability zones.
  case zone
}
