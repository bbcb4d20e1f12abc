import AWSCore
import EC2
import Foundation
import JobModel

/// EC2 as it is; what changes the world, or shows what a launch left, is kept account of.
struct TracedEC2: EC2API {
  private let client: any EC2API
  private let trace: Trace

  init(_ client: any EC2API, trace: Trace) {
    self.client = client
    self.trace = trace
  }

  var region: String { client.region }

  func permits(_ probe: PermissionProbe) async throws(AWSError) -> Bool { try await client.permits(probe) }

  func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery { try await client.sign(query) }

  func runInstances(_ signed: SignedQuery) async throws(AWSError) -> Reservation {
    let intent = TracedCall(signedAt: Timestamp(signed.signedAt), clientToken: signed.clientToken)
    return try await around(
      "run", intent, answer: { $0.instances.map(TracedInstance.init) },
      doing: {
        () async throws(AWSError) in
        try await client.runInstances(signed)
      })
  }

  func describeInstances(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Instance] {
    guard let token = filters.first(where: { $0.name == "client-token" })?.values.first else {
      return try await client.describeInstances(ids: ids, filters: filters)
    }
    return try await around(
      "look", TracedCall(clientToken: token), answer: { $0.map(TracedInstance.init) },
      doing: {
        () async throws(AWSError) in try await client.describeInstances(ids: ids, filters: filters)
      })
  }

  func terminateInstances(ids: [String]) async throws(AWSError) -> [InstanceStateChange] {
    try await around(
      "terminate", TracedCall(instances: ids), answer: { $0.map(TracedInstance.init) },
      doing: {
        () async throws(AWSError) in try await client.terminateInstances(ids: ids)
      })
  }

  func describeInstanceStatus(ids: [String], includeAll: Bool) async throws(AWSError) -> [InstanceStatus] {
    try await client.describeInstanceStatus(ids: ids, includeAll: includeAll)
  }

  func describeImages(ids: [String], owners: [String], filters: [EC2Filter]) async throws(AWSError) -> [Image] {
    try await client.describeImages(ids: ids, owners: owners, filters: filters)
  }

  func describeInstanceTypes(types: [String]) async throws(AWSError) -> [InstanceTypeInfo] {
    try await client.describeInstanceTypes(types: types)
  }

  func describeInstanceTypeOfferings(types: [String]) async throws(AWSError) -> [InstanceTypeOffering] {
    try await client.describeInstanceTypeOfferings(types: types)
  }

  func describeSubnets(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Subnet] {
    try await client.describeSubnets(ids: ids, filters: filters)
  }

  func describeSpotInstanceRequests(
    ids: [String], filters: [EC2Filter]
  ) async throws(AWSError) -> [SpotInstanceRequest] {
    try await client.describeSpotInstanceRequests(ids: ids, filters: filters)
  }

  func createTags(resources: [String], tags: [ResourceTag]) async throws(AWSError) {
    try await client.createTags(resources: resources, tags: tags)
  }

  func parameter(_ name: String) async throws(AWSError) -> String { try await client.parameter(name) }

  func callerIdentity() async throws(AWSError) -> CallerIdentity { try await client.callerIdentity() }

  private func around<Answer>(
    _ event: String, _ intent: TracedCall, answer: (Answer) -> [TracedInstance],
    doing call: () async throws(AWSError) -> Answer
  ) async throws(AWSError) -> Answer {
    try await trace.around(event, intent, answer: { TracedInstances(instances: answer($0)) }, doing: call)
  }
}

struct TracedCall: Encodable, Sendable {
  var signedAt: Timestamp?
  var clientToken: String?
  var instances: [String]?
}

extension SignedQuery {
  fileprivate var clientToken: String? {
    EncodedQuery(body: request.body)?.parameters.first { $0.0 == "ClientToken" }?.1
  }
}
