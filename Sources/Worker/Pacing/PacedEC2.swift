import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// EC2 as it is, except that a call waits for its turn; one whose turn is too far is not made, and ends as if EC2 had
/// refused it for its number.
struct PacedEC2: EC2API {
  private let client: any EC2API
  private let pacer: Pacer

  init(_ client: any EC2API, pacer: Pacer) {
    self.client = client
    self.pacer = pacer
  }

  var region: String { client.region }

  // Signing sends nothing; a launch had its turn before it was signed; people alone ask for permissions; STS and
  // Systems Manager count for themselves.

  func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery { try await client.sign(query) }

  func runInstances(_ signed: SignedQuery) async throws(AWSError) -> Reservation {
    try await client.runInstances(signed)
  }

  func permits(_ probe: PermissionProbe) async throws(AWSError) -> Bool { try await client.permits(probe) }

  func parameter(_ name: String) async throws(AWSError) -> String { try await client.parameter(name) }

  func callerIdentity() async throws(AWSError) -> CallerIdentity { try await client.callerIdentity() }

  func describeInstances(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Instance] {
    let bucket = CallBucket.looks("DescribeInstances", isFiltered: ids.isEmpty || !filters.isEmpty)
    return try await paced(bucket) { () async throws(AWSError) in
      try await client.describeInstances(ids: ids, filters: filters)
    }
  }

  func describeInstanceStatus(ids: [String], includeAll: Bool) async throws(AWSError) -> [InstanceStatus] {
    try await paced(.looks("DescribeInstanceStatus", isFiltered: ids.isEmpty)) { () async throws(AWSError) in
      try await client.describeInstanceStatus(ids: ids, includeAll: includeAll)
    }
  }

  func describeSpotInstanceRequests(
    ids: [String], filters: [EC2Filter]
  ) async throws(AWSError) -> [SpotInstanceRequest] {
    let bucket = CallBucket.looks("DescribeSpotInstanceRequests", isFiltered: ids.isEmpty || !filters.isEmpty)
    return try await paced(bucket) { () async throws(AWSError) in
      try await client.describeSpotInstanceRequests(ids: ids, filters: filters)
    }
  }

  func describeImages(ids: [String], owners: [String], filters: [EC2Filter]) async throws(AWSError) -> [Image] {
    try await paced(.calls("DescribeImages")) { () async throws(AWSError) in
      try await client.describeImages(ids: ids, owners: owners, filters: filters)
    }
  }

  func describeInstanceTypes(types: [String]) async throws(AWSError) -> [InstanceTypeInfo] {
    try await paced(.calls("DescribeInstanceTypes")) { () async throws(AWSError) in
      try await client.describeInstanceTypes(types: types)
    }
  }

  func describeInstanceTypeOfferings(types: [String]) async throws(AWSError) -> [InstanceTypeOffering] {
    try await paced(.calls("DescribeInstanceTypeOfferings")) { () async throws(AWSError) in
      try await client.describeInstanceTypeOfferings(types: types)
    }
  }

  func describeSubnets(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Subnet] {
    try await paced(.calls("DescribeSubnets")) { () async throws(AWSError) in
      try await client.describeSubnets(ids: ids, filters: filters)
    }
  }

  func createTags(resources: [String], tags: [ResourceTag]) async throws(AWSError) {
    try await paced(.calls("CreateTags")) { () async throws(AWSError) in
      try await client.createTags(resources: resources, tags: tags)
    }
  }

  func terminateInstances(ids: [String]) async throws(AWSError) -> [InstanceStateChange] {
    try await paced(.terminations, instances: ids.count) { () async throws(AWSError) in
      try await client.terminateInstances(ids: ids)
    }
  }

  private func paced<Answer>(
    _ bucket: CallBucket, instances: Int = 0, _ call: () async throws(AWSError) -> Answer
  ) async throws(AWSError) -> Answer {
    let turn = try await pacer.turn(of: bucket, instances: instances, region: region)
    do {
      return try await call()
    } catch {
      await pacer.hear(error, turn)
      throw error
    }
  }
}

extension Pacer {
  /// - Throws: `AWSError.heldBack` where the call is not to be made now.
  fileprivate func turn(
    of bucket: CallBucket, instances: Int, region: String
  ) async throws(AWSError) -> Turn {
    let ended = instances > 0 ? [(bucket: CallBucket.terminatedInstances, counts: instances...instances)] : []
    do {
      switch try await turn([(bucket, 1...1)] + ended, region: region) {
      case .go(let turn): return turn
      case .comeBack(let time): throw AWSError.heldBack(bucket.action, until: time, region: region)
      }
    } catch let error as AWSError {
      throw error
    } catch {
      // A store that fails, or a worker that ends: nothing could be done about an answer.
      throw AWSError.heldBack(bucket.action, because: "\(error)", region: region)
    }
  }
}
