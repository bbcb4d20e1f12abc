package import AWSCore

extension EC2Client {
  package func describeSpotInstanceRequests(
    ids: [String], filters: [EC2Filter]
  ) async throws(AWSError) -> [SpotInstanceRequest] {
    try await pages(of: DescribeSpotInstanceRequestsAnswer.self) { token in
      DescribeSpotInstanceRequestsParameters(ids: ids, filters: filters, nextToken: token).encoded
    }
    .flatMap { $0.spotInstanceRequestSet.orEmpty() }
    .map { item in
      SpotInstanceRequest(
        spotInstanceRequestID: item.spotInstanceRequestId, state: item.state,
        statusCode: (item.status?.code).nonEmpty,
        statusMessage: (item.status?.message).nonEmpty.map(PrintableText.printable),
        faultCode: (item.fault?.code).nonEmpty, faultMessage: (item.fault?.message).nonEmpty,
        instanceID: item.instanceId.nonEmpty, launchedAvailabilityZone: item.launchedAvailabilityZone.nonEmpty)
    }
  }
}

private struct DescribeSpotInstanceRequestsAnswer: PagedAnswer {
  struct Item: Decodable {
    struct Word: Decodable {
      let code: String?
      let message: String?
    }

    let spotInstanceRequestId: String
    let state: String
    let status: Word?
    let fault: Word?
    let instanceId: String?
    let launchedAvailabilityZone: String?
  }

  let spotInstanceRequestSet: ItemList<Item>?
  let nextToken: String?
}
