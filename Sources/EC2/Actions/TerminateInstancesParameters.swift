package import AWSCore

/// The parameters of TerminateInstances.
package struct TerminateInstancesParameters: Sendable, Equatable {
  package var ids: [String]

  package init(ids: [String]) {
    self.ids = ids
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("InstanceId", ids)
    return parameters.encoded("TerminateInstances")
  }
}
