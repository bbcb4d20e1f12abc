package import AWSCore

extension EC2Client {
  package func describeInstanceStatus(ids: [String], includeAll: Bool) async throws(AWSError) -> [InstanceStatus] {
    try await pages(of: DescribeInstanceStatusAnswer.self) { token in
      DescribeInstanceStatusParameters(ids: ids, includeAll: includeAll, nextToken: token).encoded
    }
    .flatMap { $0.instanceStatusSet.items }
    .map { item in
      InstanceStatus(
        instanceID: item.instanceId.text, availabilityZone: item.availabilityZone.nonEmpty,
        state: item.instanceState.name.text,
        systemStatus: item.systemStatus.status.text, instanceStatus: item.instanceStatus.status.text)
    }
  }
}

private struct DescribeInstanceStatusAnswer: PagedAnswer {
  struct Item: Decodable {
    struct Check: Decodable { let status: XMLWord }

    let instanceId: XMLWord
    let availabilityZone: String?
    let instanceState: Instance.Item.Named
    let systemStatus: Check
    let instanceStatus: Check
  }

  let instanceStatusSet: ItemList<Item>
  let nextToken: String?
}
