import AWSCore
package import EC2
package import JobModel
import LaunchPolicy

/// Asks AWS in one region what a worker would have to know: is it there, who are we, may we do what launches take, and
/// what of this queue lives there.
///
/// Nothing is changed: calls that would change something are asked about by DryRun, and answers are not kept.
package struct RegionExaminer: Sendable {
  private static let looks = [
    "DescribeInstances", "DescribeInstanceStatus", "DescribeImages", "DescribeInstanceTypes",
    "DescribeInstanceTypeOfferings", "DescribeSubnets", "DescribeSpotInstanceRequests",
  ]

  let client: any EC2API
  let images: any ImageCache
  let record: any Reconciliation
  let queueID: String
  /// Where it asks: the partition of the region, and the endpoint in force.
  let place: (partition: String, endpoint: String?)
  /// A living instance that geuse launched, to ask about tags and terminations.
  let instanceID: String?
  /// That launches would be of: a policy may allow one alone.
  let deployment: String?
  let now: @Sendable () -> ContinuousClock.Instant

  package init(
    client: any EC2API, images: any ImageCache, record: any Reconciliation, queueID: String,
    place: (partition: String, endpoint: String?), instanceID: String?,
    deployment: String? = nil, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
  ) {
    self.client = client
    self.images = UnchangedImages(cache: images)
    self.record = record
    self.queueID = queueID
    self.place = place
    self.instanceID = instanceID
    self.deployment = deployment
    self.now = now
  }

  /// - Parameter binding: to whom the database belongs; others are asked nothing more.
  package func examine(for binding: AccountBinding?) async -> RegionExamination {
    var examination = RegionExamination(region: client.region, access: await access())
    guard examination.isOurs(binding) else { return examination }
    examination.permissions = await permissions()
    examination.instances = await instances()
    return examination
  }

  private func access() async -> RegionExamination.Access {
    let began = now()
    do {
      let identity = try await client.callerIdentity()
      let met = AccountBinding(partition: place.partition, account: identity.account, endpoint: place.endpoint)
      return .answered(met, arn: identity.arn, took: now() - began)
    } catch {
      let failure: RegionExamination.Failure =
        switch error.origin {
        case .notSent: .unsent
        case .envelope, .credentials: .refused
        case .unrecognized, .interrupted: .unclear
        }
      return .failed(reason: error.toldWithClock, failure)
    }
  }

  private func instances() async -> RegionExamination.Instances {
    do {
      let listed = try await client.describeInstances(ids: [], filters: ListedInstance.filters(queueID: queueID))
        .compactMap(ListedInstance.init)
      let found = try await record.unrecorded(listed)
      return .listed(count: listed.count, unknown: found.unknown.count, late: found.late.count)
    } catch {
      return .failed(reason: "\(error)")
    }
  }

  private func permissions() async -> RegionExamination.Permissions {
    var permissions = RegionExamination.Permissions()
    for probe in await probes(&permissions.unclear) {
      do {
        if try await !client.permits(probe) { permissions.denied.append("ec2:\(probe.action)") }
      } catch {
        permissions.unclear.append("ec2:\(probe.action) (\(error.code))")
      }
    }
    return permissions
  }

  private func probes(_ unclear: inout [String]) async -> [PermissionProbe] {
    var probes = Self.looks.map(PermissionProbe.look)
    do {
      probes.append(.launch(try await launch()))
    } catch {
      unclear.append("ec2:RunInstances (\((error as? AWSError)?.code ?? "\(error)"))")
    }
    guard let instanceID else {
      unclear.append("ec2:CreateTags, ec2:TerminateInstances (no instance of ours lives)")
      return probes
    }
    return probes + [.tag(instanceID: instanceID, ResourceTag("Name", "geuse")), .terminate(instanceID: instanceID)]
  }

  /// What `geuse launch` without a flag would send.
  private func launch() async throws -> RunInstancesParameters {
    let spec = LaunchSpec()
    let rung = Rung(market: .onDemand, instanceType: spec.instanceTypes[0], availabilityZone: nil)
    let resolver = ImageResolver(cache: images, client: client, questions: SharedQuestions())
    let image = try await resolver.resolve(spec, rung: rung, refresh: false).image
    return RunInstancesParameters(
      spec: spec, rung: rung, count: 1,
      context: LaunchContext(
        region: client.region, deployment: deployment, queueID: "doctor", requestUUID: "doctor",
        clientToken: "geuse-doctor", image: image))
  }
}

/// Answers from what is known, and keeps nothing.
private struct UnchangedImages: ImageCache {
  let cache: any ImageCache

  func cachedImage(_ key: ImageKey, maxAge: Duration) async throws -> CachedImage? {
    try await cache.cachedImage(key, maxAge: maxAge)
  }

  func storeImage(_ image: CachedImage, for key: ImageKey) async throws {}
}
