package import EC2
package import JobModel

extension EC2Resource {
  package init(_ instance: Instance) {
    self.init(
      instanceID: instance.instanceID, instanceType: instance.instanceType ?? "",
      isSpot: instance.instanceLifecycle == "spot", spotRequestID: instance.spotInstanceRequestID,
      publicIP: instance.publicIP, privateIP: instance.privateIP, state: instance.state,
      launchTime: instance.launchTime.map(Timestamp.init), amiID: instance.imageID ?? "", subnetID: instance.subnetID,
      availabilityZone: instance.availabilityZone,
      createdByGeusemaker: instance.tags[GeusemakerTags.managed] == "true")
  }
}

extension Instance {
  /// Whether it is ending or has ended: it will never run again.
  package var isGone: Bool { EC2Resource.isEnding(state) }
}
