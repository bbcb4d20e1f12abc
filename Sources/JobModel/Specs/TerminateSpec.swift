/// An instance to terminate: named here, or launched by the job it depends on.
package struct TerminateSpec: Sendable, Hashable, Codable {
  package var instanceID: String?

  package init(instanceID: String? = nil) { self.instanceID = instanceID }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
  }
}
