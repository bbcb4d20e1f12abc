import EC2
package import JobModel

/// Which launch each unknown instance is given to.
///
/// An instance says neither its job's id nor its key; what it does say, its tags, type, place and market, must be what
/// the job asks for. Jobs that ask for the same are one as good as the other.
package enum AdoptionPlan {
  /// - Parameters:
  ///   - unknown: living instances whose requests are not on record.
  ///   - jobs: the launches of that region that have no instance yet.
  /// - Returns: one request for each that the instances name, the oldest first.
  package static func requests(
    _ unknown: [ListedInstance], jobs: [JobRecord], region: String, terminates: Bool = false
  ) -> [AdoptedRequest] {
    var free = terminates ? [] : jobs.sorted { rank($0) < rank($1) }
    let groups = Dictionary(grouping: unknown, by: \.requestUUID).values.map { $0.sorted { $0.ordinal < $1.ordinal } }
    return groups.sorted { age($0) < age($1) }.map { instances in
      let slots = instances.map { instance in
        let index = free.firstIndex { fits(instance, $0) }
        return AdoptedRequest.Slot(
          instance: instance, job: index.map { free.remove(at: $0).id }, otherwise: launch(of: instance, region: region)
        )
      }
      let first = instances[0]
      return AdoptedRequest(
        uuid: first.requestUUID, clientToken: first.clientToken, region: region, rung: rung(first), slots: slots,
        terminates: terminates)
    }
  }

  /// Whether this instance is what the job asks for.
  package static func fits(_ instance: ListedInstance, _ job: JobRecord) -> Bool {
    guard case .launch(let spec) = job.spec, job.state != .running, !job.cancelRequested else { return false }
    let resource = instance.resource
    let context = LaunchContext(
      region: job.region, deployment: job.deployment, queueID: instance.tags[GeusemakerTags.queue] ?? "",
      requestUUID: instance.requestUUID, clientToken: instance.clientToken,
      image: CachedImage(imageID: resource.amiID, architecture: "", rootDeviceName: "", name: nil))
    return spec.instanceTypes.contains(resource.instanceType) && spec.markets.contains(market(instance))
      && spec.keyName == instance.keyName && (spec.imageID.map { !isImage($0) || $0 == resource.amiID } ?? true)
      && (spec.subnetIDs.isEmpty || spec.subnetIDs.contains(resource.subnetID ?? ""))
      && (spec.availabilityZones.isEmpty || spec.wantsAllZones
        || spec.availabilityZones.contains(resource.availabilityZone ?? ""))
      && GeusemakerTags.tags(for: spec, in: context).allSatisfy { instance.tags[$0.key] == $0.value }
  }

  /// Whether it is an image's id, and not the name of a parameter that holds one.
  private static func isImage(_ id: String) -> Bool { ImageChoice.parameter(in: id) == nil }

  /// Jobs without an open request first, failed ones last, the oldest first among equals.
  private static func rank(_ job: JobRecord) -> (Int, JobID) {
    ((job.hasOpenRequest ? 1 : 0) + (job.state == .failed ? 2 : 0), job.id)
  }

  private static func age(_ instances: [ListedInstance]) -> (Timestamp, String) {
    (instances[0].resource.launchTime ?? Timestamp(rawValue: 0), instances[0].requestUUID)
  }

  private static func market(_ instance: ListedInstance) -> Market { instance.resource.isSpot ? .spot : .onDemand }

  private static func rung(_ instance: ListedInstance) -> Rung {
    let resource = instance.resource
    return Rung(
      market: market(instance), instanceType: resource.instanceType, availabilityZone: resource.availabilityZone,
      subnetID: resource.subnetID, imageID: resource.amiID)
  }

  /// A launch that would have made it, as far as it can be seen: neither its user data nor its volumes.
  private static func launch(of instance: ListedInstance, region: String) -> NewJob {
    let resource = instance.resource
    let tags = instance.tags.filter { !$0.key.hasPrefix(GeusemakerTags.prefix) && !$0.key.hasPrefix("aws:") }
    let spec = LaunchSpec(
      instanceTypes: [resource.instanceType], subnetIDs: [resource.subnetID].compactMap(\.self),
      markets: [market(instance)], imageID: resource.amiID, keyName: instance.keyName, tags: tags)
    let deployment = instance.tags[GeusemakerTags.deployment]
    return NewJob(
      spec: .launch(spec), region: region,
      deployment: deployment == GeusemakerTags.defaultDeployment ? nil : deployment)
  }
}
