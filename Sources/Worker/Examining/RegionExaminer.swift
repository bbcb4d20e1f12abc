import AWSCore
package import EC2
package import JobModel
import LaunchPolicy

/// Asks AWS in one region what a worker would have to know: is it there, who are we, and may we do what launches take.
///
/// Nothing is changed: calls that would change something are asked about by DryRun.
package struct RegionExaminer: Sendable {
  /// A slower answer is worth knowing.
  private static let slow: Duration = .seconds(2)
  private static let looks = [
    "DescribeInstances", "DescribeInstanceStatus", "DescribeImages", "DescribeInstanceTypes",
    "DescribeInstanceTypeOfferings", "DescribeSubnets", "DescribeSpotInstanceRequests",
  ]

  let client: any EC2API
  let images: any ImageCache
  let partition: String
  /// To whom the database belongs; nil where it is nobody's yet.
  let binding: AccountBinding?
  /// A living instance that geuse launched, to ask about tags and terminations.
  let instanceID: String?

  package init(
    client: any EC2API, images: any ImageCache, partition: String, binding: AccountBinding?, instanceID: String?
  ) {
    self.client = client
    self.images = images
    self.partition = partition
    self.binding = binding
    self.instanceID = instanceID
  }

  package func findings() async -> [Finding] {
    let identity = await account()
    guard identity.allSatisfy({ $0.level != .problem }) else { return identity }
    return identity + (await [permissions()])
  }

  private func account() async -> [Finding] {
    let began = ContinuousClock.now
    let name = "account in \(client.region)"
    do {
      let identity = try await client.callerIdentity()
      let took = ContinuousClock.now - began
      let reach = Finding(
        "endpoint in \(client.region)", took > Self.slow ? .note : .ok,
        "answered in \(DurationText.rough(took))")
      if let binding, binding.account != identity.account {
        return [
          reach,
          Finding(
            name, .problem, "\(identity.account), but this database belongs to account \(binding.account)",
            fix: "use the other credentials, or another database: --database PATH"),
        ]
      }
      let bound = binding == nil ? "; the database is nobody's yet" : ", the database's own"
      return [reach, Finding(name, .ok, "\(identity.account) as \(identity.arn)\(bound)")]
    } catch {
      return [
        Finding(
          "endpoint in \(client.region)", .problem, error.toldWithClock,
          fix: error.origin == .notSent
            ? "check the network, the proxy and AWS_ENDPOINT_URL" : "check the credentials: aws sts get-caller-identity"
        )
      ]
    }
  }

  private func permissions() async -> Finding {
    var denied: [String] = []
    var unclear: [String] = []
    for probe in await probes(&unclear) {
      do {
        if try await !client.permits(probe) { denied.append("ec2:\(probe.action)") }
      } catch {
        unclear.append("ec2:\(probe.action) (\(error.code))")
      }
    }
    let name = "permissions in \(client.region)"
    if !denied.isEmpty {
      return Finding(
        name, .problem, "not allowed: \(denied.joined(separator: ", "))",
        fix: "allow them in the worker's policy; see deploy/iam")
    }
    guard unclear.isEmpty else {
      return Finding(name, .note, "allowed as far as can be told; not clear: \(unclear.joined(separator: ", "))")
    }
    return Finding(name, .ok, "everything that launches, waits, tags and terminations take")
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
    let resolver = ImageResolver(cache: images, client: client)
    let image = try await resolver.resolve(spec, rung: rung, refresh: false).image
    return RunInstancesParameters(
      spec: spec, rung: rung, count: 1,
      context: LaunchContext(
        region: client.region, deployment: nil, queueID: "doctor", requestUUID: "doctor", clientToken: "geuse-doctor",
        image: image))
  }
}
