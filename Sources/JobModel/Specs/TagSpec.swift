/// Tags to put on an instance, its volumes and its spot request.
package struct TagSpec: Sendable, Hashable, Codable {
  package var tags: [String: String]
  package var instanceID: String?

  package init(tags: [String: String], instanceID: String? = nil) {
    self.tags = tags
    self.instanceID = instanceID
  }

  enum CodingKeys: String, CodingKey {
    case tags
    case instanceID = "instance_id"
  }
}
