package import AWSCore

/// The parameters of DescribeInstanceTypeOfferings, asked zone by zone.
package struct DescribeInstanceTypeOfferingsParameters: Sendable, Equatable {
  /// Empty for every type.
  package var types: [String]
  package var nextToken: String?

  package init(types: [String] = [], nextToken: String? = nil) {
    self.types = types
    self.nextToken = nextToken
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("LocationType", "availability-zone")
    // There is no list of types to name: a filter is the only way to ask for some.
    if !types.isEmpty { parameters.add([EC2Filter("instance-type", types)]) }
    parameters.add("MaxResults", 1000)
    parameters.add("NextToken", nextToken)
    return parameters.encoded("DescribeInstanceTypeOfferings")
  }
}
