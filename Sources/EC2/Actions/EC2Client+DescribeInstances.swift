package import AWSCore

extension EC2Client {
  package func describeInstances(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Instance] {
    try await pages(of: DescribeInstancesAnswer.self) { token in
      DescribeInstancesParameters(ids: ids, filters: filters, nextToken: token).encoded
    }
    .flatMap { page in page.reservationSet.items.flatMap { $0.instancesSet.orEmpty().map(Instance.init) } }
  }
}

private struct DescribeInstancesAnswer: PagedAnswer {
  struct Reservation: Decodable { let instancesSet: ItemList<Instance.Item>? }

  let reservationSet: ItemList<Reservation>
  let nextToken: String?
}
