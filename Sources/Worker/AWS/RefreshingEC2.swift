import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// EC2 as it is, except that credentials which were refused are forgotten, so that the next call asks for new ones.
struct RefreshingEC2: EC2API {
  private let client: any EC2API
  private let regions: any EC2Regions

  init(_ client: any EC2API, regions: any EC2Regions) {
    self.client = client
    self.regions = regions
  }

  var region: String { client.region }

  private func watch<Answer>(_ call: () async throws(AWSError) -> Answer) async throws(AWSError) -> Answer {
    do {
      return try await call()
    } catch {
      if ErrorClass(error) == .credentials { await regions.refreshCredentials() }
      throw error
    }
  }

  func permits(_ probe: PermissionProbe) async throws(AWSError) -> Bool { try await client.permits(probe) }

  func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery { try await client.sign(query) }

  func runInstances(_ signed: SignedQuery) async throws(AWSError) -> Reservation {
    try await watch { () async throws(AWSError) in try await client.runInstances(signed) }
  }

  func describeInstances(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Instance] {
    try await watch { () async throws(AWSError) in try await client.describeInstances(ids: ids, filters: filters) }
  }

  func describeInstanceStatus(ids: [String], includeAll: Bool) async throws(AWSError) -> [InstanceStatus] {
    try await watch { () async throws(AWSError) in
      try await client.describeInstanceStatus(ids: ids, includeAll: includeAll)
    }
  }

  func describeImages(ids: [String], owners: [String], filters: [EC2Filter]) async throws(AWSError) -> [Image] {
    try await watch { () async throws(AWSError) in
      try await client.describeImages(ids: ids, owners: owners, filters: filters)
    }
  }

  func describeInstanceTypes(types: [String]) async throws(AWSError) -> [InstanceTypeInfo] {
    try await watch { () async throws(AWSError) in try await client.describeInstanceTypes(types: types) }
  }

  func describeInstanceTypeOfferings(types: [String]) async throws(AWSError) -> [InstanceTypeOffering] {
    try await watch { () async throws(AWSError) in try await client.describeInstanceTypeOfferings(types: types) }
  }

  func describeSubnets(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Subnet] {
    try await watch { () async throws(AWSError) in try await client.describeSubnets(ids: ids, filters: filters) }
  }

  func describeSpotInstanceRequests(
    ids: [String], filters: [EC2Filter]
  ) async throws(AWSError) -> [SpotInstanceRequest] {
    try await watch { () async throws(AWSError) in
      try await client.describeSpotInstanceRequests(ids: ids, filters: filters)
    }
  }

  func createTags(resources: [String], tags: [ResourceTag]) async throws(AWSError) {
    try await watch { () async throws(AWSError) in try await client.createTags(resources: resources, tags: tags) }
  }

  func terminateInstances(ids: [String]) async throws(AWSError) -> [InstanceStateChange] {
    try await watch { () async throws(AWSError) in try await client.terminateInstances(ids: ids) }
  }

  func parameter(_ name: String) async throws(AWSError) -> String {
    try await watch { () async throws(AWSError) in try await client.parameter(name) }
  }

  func callerIdentity() async throws(AWSError) -> CallerIdentity {
    try await watch { () async throws(AWSError) in try await client.callerIdentity() }
  }
}
