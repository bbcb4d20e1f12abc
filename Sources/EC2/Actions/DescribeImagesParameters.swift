package import AWSCore

/// The parameters of DescribeImages.
package struct DescribeImagesParameters: Sendable, Equatable {
  package var ids: [String]
  package var owners: [String]
  package var filters: [EC2Filter]
  package var nextToken: String?

  package init(
    ids: [String] = [], owners: [String] = [], filters: [EC2Filter] = [], nextToken: String? = nil
  ) {
    self.ids = ids
    self.owners = owners
    self.filters = filters
    self.nextToken = nextToken
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("ImageId", ids)
    parameters.add("Owner", owners)
    parameters.add(filters)
    parameters.add("NextToken", nextToken)
    return parameters.encoded("DescribeImages")
  }
}
