package import AWSCore

/// The parameters of DescribeInstanceStatus. A page size may not be given together with ids.
package struct DescribeInstanceStatusParameters: Sendable, Equatable {
  package var ids: [String]
  package var includeAll: Bool
  package var nextToken: String?

  package init(ids: [String] = [], includeAll: Bool, nextToken: String? = nil) {
    self.ids = ids
    self.includeAll = includeAll
    self.nextToken = nextToken
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("InstanceId", ids)
    parameters.add("IncludeAllInstances", includeAll)
    if ids.isEmpty { parameters.add("MaxResults", 1000) }
    parameters.add("NextToken", nextToken)
    return parameters.encoded("DescribeInstanceStatus")
  }
}
