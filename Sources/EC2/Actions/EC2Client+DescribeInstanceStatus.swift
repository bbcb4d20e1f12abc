package import AWSCore

extension EC2Client {
  package func describeInstanceStatus(ids: [String], includeAll: Bool) async throws(AWSError) -> [InstanceStatus] {
    try await pages(of: DescribeInstanceStatusAnswer.self) { token in
      DescribeInstanceStatusParameters(ids: ids, includeAll: includeAll, nextToken: token).encoded
    }
    .flatMap { $0.instanceStatusSet.orEmpty() }
    .map { item in
      InstanceStatus(
        instanceID: item.instanceId, availabilityZone: item.availabilityZone.nonEmpty, state: item.instanceState.name,
        systemStatus: item.systemStatus.status, instanceStatus: item.instanceStatus.status)
    }
  }
}

private struct DescribeInstanceStatusAnswer: PagedAnswer {
  struct Item: Decodable {
    struct Check: Decodable { let status: String }

    let instanceId: String
    let availabilityZone: String?
    let instanceState: Instance.Item.Named
    let systemStatus: Check
    let instanceStatus: Check
  }

  let instanceStatusSet: ItemList<Item>?
  let nextToken: String?
}
