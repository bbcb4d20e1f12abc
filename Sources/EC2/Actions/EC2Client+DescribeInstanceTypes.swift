package import AWSCore

extension EC2Client {
  package func describeInstanceTypes(types: [String]) async throws(AWSError) -> [InstanceTypeInfo] {
    try await pages(of: DescribeInstanceTypesAnswer.self) { token in
      DescribeInstanceTypesParameters(types: types, nextToken: token).encoded
    }
    .flatMap { $0.instanceTypeSet.orEmpty() }
    .map { item in
      InstanceTypeInfo(
        instanceType: item.instanceType,
        supportedArchitectures: (item.processorInfo?.supportedArchitectures).orEmpty())
    }
  }
}

private struct DescribeInstanceTypesAnswer: PagedAnswer {
  struct Item: Decodable {
    struct Processor: Decodable { let supportedArchitectures: ItemList<String>? }

    let instanceType: String
    let processorInfo: Processor?
  }

  let instanceTypeSet: ItemList<Item>?
  let nextToken: String?
}
