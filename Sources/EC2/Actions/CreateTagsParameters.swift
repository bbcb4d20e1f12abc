package import AWSCore

/// The parameters of CreateTags. EC2 takes at most 1,000 resources.
package struct CreateTagsParameters: Sendable, Equatable {
  package var resources: [String]
  package var tags: [ResourceTag]

  package init(resources: [String], tags: [ResourceTag]) {
    self.resources = resources
    self.tags = tags
  }

  package var encoded: EncodedQuery {
    var parameters = QueryParameters()
    parameters.add("ResourceId", resources)
    parameters.add(tags)
    return parameters.encoded("CreateTags")
  }
}
