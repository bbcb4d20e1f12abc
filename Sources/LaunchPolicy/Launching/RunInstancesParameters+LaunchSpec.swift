package import EC2
package import JobModel

extension RunInstancesParameters {
  /// The one RunInstances call for `count` instances of this spec on this rung.
  package init(spec: LaunchSpec, rung: Rung, count: Int, context: LaunchContext) {
    let tags = GeusemakerTags.tags(for: spec, in: context)
    let tagged = ["instance", "volume"] + (rung.market == .spot ? ["spot-instances-request"] : [])
    self.init(
      imageID: context.image.imageID, instanceType: rung.instanceType, minCount: 1, maxCount: count,
      clientToken: context.clientToken)
    subnetID = rung.subnetID
    // A subnet already says its zone.
    availabilityZone = rung.subnetID == nil ? rung.availabilityZone : nil
    securityGroupIDs = spec.securityGroupIDs
    keyName = spec.keyName
    iamInstanceProfile = spec.iamInstanceProfile
    userData = spec.userData.map { [UInt8]($0) }
    rootVolume = RootVolume(
      deviceName: context.image.rootDeviceName, sizeGiB: spec.rootVolumeSize, type: spec.rootVolumeType,
      encrypted: spec.encrypted ? true : nil)
    spot = rung.market == .spot ? Spot(maxPrice: spec.maxPrice) : nil
    associatePublicIPAddress = spec.associatePublicIPAddress ? true : nil
    placementGroup = spec.placementGroup
    capacityReservationID = spec.capacityReservationID
    tagSpecifications = tagged.map { TagSpecification(resourceType: $0, tags: tags) }
  }
}
