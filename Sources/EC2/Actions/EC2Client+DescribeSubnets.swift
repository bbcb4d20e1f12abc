package import AWSCore

extension EC2Client {
  package func describeSubnets(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Subnet] {
    try await pages(of: DescribeSubnetsAnswer.self) { token in
      DescribeSubnetsParameters(ids: ids, filters: filters, nextToken: token).encoded
    }
    .flatMap { $0.subnetSet.orEmpty() }
    .map { item in
      Subnet(
        subnetID: item.subnetId, vpcID: item.vpcId.nonEmpty, availabilityZone: item.availabilityZone,
        availableIPAddressCount: item.availableIpAddressCount, defaultForAZ: item.defaultForAz ?? false,
        state: item.state.nonEmpty)
    }
  }
}

private struct DescribeSubnetsAnswer: PagedAnswer {
  struct Item: Decodable {
    let subnetId: String
    let vpcId: String?
    let availabilityZone: String
    let availableIpAddressCount: Int?
    let defaultForAz: Bool?
    let state: String?
  }

  let subnetSet: ItemList<Item>?
  let nextToken: String?
}
