/// A living instance that EC2 lists as launched by this queue, as its tags and its client token say.
package struct ListedInstance: Sendable, Equatable {
  /// The value of the tag `geusemaker:request`.
  package var requestUUID: String
  package var clientToken: String
  /// `amiLaunchIndex`.
  package var ordinal: Int
  package var resource: EC2Resource
  package var keyName: String?
  package var tags: [String: String]

  package init(
    requestUUID: String, clientToken: String, ordinal: Int, resource: EC2Resource, keyName: String? = nil,
    tags: [String: String] = [:]
  ) {
    self.requestUUID = requestUUID
    self.clientToken = clientToken
    self.ordinal = ordinal
    self.resource = resource
    self.keyName = keyName
    self.tags = tags
  }
}

/// A region where nothing is launched: living instances of this queue are there that this database does not know.
package struct RegionHalt: Sendable, Equatable {
  package var region: String
  package var since: Timestamp
  package var lookedAt: Timestamp
  package var instanceIDs: [String]

  package init(region: String, since: Timestamp, lookedAt: Timestamp, instanceIDs: [String]) {
    self.region = region
    self.since = since
    self.lookedAt = lookedAt
    self.instanceIDs = instanceIDs
  }
}
