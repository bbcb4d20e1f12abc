package import AWSCore

extension EC2Client {
  package func describeInstanceTypeOfferings(types: [String]) async throws(AWSError) -> [InstanceTypeOffering] {
    try await pages(of: DescribeInstanceTypeOfferingsAnswer.self) { token in
      DescribeInstanceTypeOfferingsParameters(types: types, nextToken: token).encoded
    }
    .flatMap { $0.instanceTypeOfferingSet.orEmpty() }
    .map { InstanceTypeOffering(instanceType: $0.instanceType, location: $0.location) }
  }
}

private struct DescribeInstanceTypeOfferingsAnswer: PagedAnswer {
  struct Item: Decodable {
    let instanceType: String
    let location: String
  }

  let instanceTypeOfferingSet: ItemList<Item>?
  let nextToken: String?
}
