package import EC2
package import JobModel

extension ListedInstance {
  /// What is asked of EC2: this queue's instances that live, or may come to life again.
  package static func filters(queueID: String) -> [EC2Filter] {
    [
      EC2Filter("tag:\(GeusemakerTags.queue)", [queueID]),
      EC2Filter("instance-state-name", ["pending", "running", "stopping", "stopped"]),
    ]
  }

  /// Nil for an instance that geuse did not launch: tags may be copied, a client token is set by its launch alone.
  package init?(_ instance: Instance) {
    guard let uuid = instance.tags[GeusemakerTags.request], let token = instance.clientToken,
      token == LaunchContext.clientToken(of: uuid)
    else { return nil }
    self.init(
      requestUUID: uuid, clientToken: token, ordinal: instance.amiLaunchIndex, resource: EC2Resource(instance),
      keyName: instance.keyName, tags: instance.tags)
  }
}
