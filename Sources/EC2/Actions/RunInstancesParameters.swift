package import AWSCore
import Foundation

/// The parameters of RunInstances that we use. IMDSv2 is always required of what it launches.
///
/// Source: AWS, Amazon EC2 API Reference, "RunInstances".
package struct RunInstancesParameters: Sendable, Equatable {
  package struct RootVolume: Sendable, Equatable {
    /// As the image names it, such as `/dev/xvda`.
    package var deviceName: String
    package var sizeGiB: Int?
    package var type: String?
    package var encrypted: Bool?
    package var iops: Int?
    /// In MiB/s.
    package var throughput: Int?

    package init(
      deviceName: String, sizeGiB: Int? = nil, type: String? = nil, encrypted: Bool? = nil, iops: Int? = nil,
      throughput: Int? = nil
    ) {
      self.deviceName = deviceName
      self.sizeGiB = sizeGiB
      self.type = type
      self.encrypted = encrypted
      self.iops = iops
      self.throughput = throughput
    }
  }

  /// A one-time spot request.
  package struct Spot: Sendable, Equatable {
    /// Dollars an hour; nil for the on-demand price.
    package var maxPrice: String?

    package init(maxPrice: String? = nil) {
      self.maxPrice = maxPrice
    }
  }

  package struct TagSpecification: Sendable, Equatable {
    /// `instance`, `volume`, `network-interface` or `spot-instances-request`.
    package var resourceType: String
    package var tags: [ResourceTag]

    package init(resourceType: String, tags: [ResourceTag]) {
      self.resourceType = resourceType
      self.tags = tags
    }
  }

  package var imageID: String
  package var instanceType: String
  package var minCount: Int
  package var maxCount: Int
  /// At most 64 ASCII characters; the same token never launches twice.
  package var clientToken: String
  package var subnetID: String?
  package var availabilityZone: String?
  package var securityGroupIDs: [String] = []
  package var keyName: String?
  /// A name, or an ARN, told apart by `arn:`.
  package var iamInstanceProfile: String?
  /// Raw bytes, at most 16 KiB; sent as base64.
  package var userData: [UInt8]?
  package var rootVolume: RootVolume?
  /// Nil for on-demand.
  package var spot: Spot?
  /// How far answers of the metadata service may travel; nil leaves it to the image and the account.
  package var metadataHopLimit: Int?
  /// When set, subnet and groups move into the description of the first network interface.
  package var associatePublicIPAddress: Bool?
  package var placementGroup: String?
  package var capacityReservationID: String?
  package var tagSpecifications: [TagSpecification] = []
  package var dryRun: Bool?

  package init(
    imageID: String, instanceType: String, minCount: Int = 1, maxCount: Int = 1, clientToken: String
  ) {
    self.imageID = imageID
    self.instanceType = instanceType
    self.minCount = minCount
    self.maxCount = maxCount
    self.clientToken = clientToken
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("ImageId", imageID)
    parameters.add("InstanceType", instanceType)
    parameters.add("MinCount", minCount)
    parameters.add("MaxCount", maxCount)
    parameters.add("ClientToken", clientToken)
    addPlacement(to: &parameters)
    addNetwork(to: &parameters)
    parameters.add("KeyName", keyName)
    parameters.add(
      iamInstanceProfile?.hasPrefix("arn:") == true ? "IamInstanceProfile.Arn" : "IamInstanceProfile.Name",
      iamInstanceProfile)
    parameters.add("UserData", userData.map { Data($0).base64EncodedString() })
    addRootVolume(to: &parameters)
    if let spot {
      parameters.add("InstanceMarketOptions.MarketType", "spot")
      parameters.add("InstanceMarketOptions.SpotOptions.SpotInstanceType", "one-time")
      parameters.add("InstanceMarketOptions.SpotOptions.MaxPrice", spot.maxPrice)
    }
    parameters.add("MetadataOptions.HttpTokens", "required")
    parameters.add("MetadataOptions.HttpPutResponseHopLimit", metadataHopLimit)
    // EC2 refuses a specification without tags.
    for (index, specification) in tagSpecifications.filter({ !$0.tags.isEmpty }).enumerated() {
      let prefix = "TagSpecification.\(index + 1)."
      parameters.add("\(prefix)ResourceType", specification.resourceType)
      parameters.add(specification.tags, prefix: prefix)
    }
    parameters.add("DryRun", dryRun)
    return parameters.encoded("RunInstances")
  }

  private func addPlacement(to parameters: inout QueryParameters) {
    parameters.add("Placement.AvailabilityZone", availabilityZone)
    parameters.add("Placement.GroupName", placementGroup)
    parameters.add(
      "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId", capacityReservationID)
  }

  private func addNetwork(to parameters: inout QueryParameters) {
    guard let associatePublicIPAddress else {
      parameters.add("SubnetId", subnetID)
      parameters.add("SecurityGroupId", securityGroupIDs)
      return
    }
    parameters.add("NetworkInterface.1.DeviceIndex", 0)
    parameters.add("NetworkInterface.1.AssociatePublicIpAddress", associatePublicIPAddress)
    parameters.add("NetworkInterface.1.SubnetId", subnetID)
    parameters.add("NetworkInterface.1.SecurityGroupId", securityGroupIDs)
  }

  private func addRootVolume(to parameters: inout QueryParameters) {
    guard let rootVolume else { return }
    let prefix = "BlockDeviceMapping.1."
    parameters.add("\(prefix)DeviceName", rootVolume.deviceName)
    parameters.add("\(prefix)Ebs.DeleteOnTermination", true)
    parameters.add("\(prefix)Ebs.VolumeSize", rootVolume.sizeGiB)
    parameters.add("\(prefix)Ebs.VolumeType", rootVolume.type)
    parameters.add("\(prefix)Ebs.Encrypted", rootVolume.encrypted)
    parameters.add("\(prefix)Ebs.Iops", rootVolume.iops)
    parameters.add("\(prefix)Ebs.Throughput", rootVolume.throughput)
  }
}
