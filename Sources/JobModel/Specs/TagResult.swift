/// What a tag job leaves behind.
package struct TagResult: Sendable, Hashable, Codable {
  package var instanceID: String
  /// Every resource id that carries the tags now.
  package var resources: [String]

  package init(instanceID: String, resources: [String]) {
    self.instanceID = instanceID
    self.resources = resources
  }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
    case resources
  }
}
