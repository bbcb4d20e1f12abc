/// What one instance is to meet: a fate, and the instance's id beside it.
struct InstanceChange: Decodable {
  let instanceID: String
  let fate: InstanceFate

  private enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
  }

  init(from decoder: any Decoder) throws {
    instanceID = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .instanceID)
    fate = try InstanceFate(fields: decoder)
  }
}
