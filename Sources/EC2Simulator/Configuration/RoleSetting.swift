/// A role that AssumeRole gives keys for.
package struct RoleSetting: Sendable, Equatable {
  package var arn: String
  /// What a caller must show; nil asks for nothing.
  package var externalID: String?

  package init(arn: String, externalID: String? = nil) {
    self.arn = arn
    self.externalID = externalID
  }
}

extension RoleSetting: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case arn
    case externalID = "external_id"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      arn: try values.decode(String.self, forKey: .arn),
      externalID: try values.decodeIfPresent(String.self, forKey: .externalID))
  }
}
