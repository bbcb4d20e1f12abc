package import AWSCore

/// The parameters of DescribeSpotInstanceRequests. A page size may not be given together with ids.
package struct DescribeSpotInstanceRequestsParameters: Sendable, Equatable {
  package var ids: [String]
  package var filters: [EC2Filter]
  package var nextToken: String?

  package init(ids: [String] = [], filters: [EC2Filter] = [], nextToken: String? = nil) {
    self.ids = ids
    self.filters = filters
    self.nextToken = nextToken
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("SpotInstanceRequestId", ids)
    parameters.add(filters)
    if ids.isEmpty { parameters.add("MaxResults", 1000) }
    parameters.add("NextToken", nextToken)
    return parameters.encoded("DescribeSpotInstanceRequests")
  }
}
