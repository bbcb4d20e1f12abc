package import AWSCore

/// The parameters of DescribeInstanceTypes. EC2 takes at most 100 types.
package struct DescribeInstanceTypesParameters: Sendable, Equatable {
  package var types: [String]
  package var nextToken: String?

  package init(types: [String] = [], nextToken: String? = nil) {
    self.types = types
    self.nextToken = nextToken
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("InstanceType", types)
    parameters.add("NextToken", nextToken)
    return parameters.encoded("DescribeInstanceTypes")
  }
}
