/// Whether zones offer instance types; of several rules that match, the last one holds.
///
/// Without a rule every zone offers every type that its generation is made for, see ``InstanceType/isMade(for:)``.
package struct OfferingRule: Sendable, Equatable {
  /// Wildcards allowed; nil matches every type.
  package var instanceType: String?
  /// Nil matches every zone.
  package var zone: String?
  package var offered: Bool

  package init(instanceType: String? = nil, zone: String? = nil, offered: Bool = false) {
    self.instanceType = instanceType
    self.zone = zone
    self.offered = offered
  }
}

extension OfferingRule: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case zone, offered
    case instanceType = "instance_type"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      instanceType: try values.decodeIfPresent(String.self, forKey: .instanceType),
      zone: try values.decodeIfPresent(String.self, forKey: .zone),
      offered: try values.decodeIfPresent(Bool.self, forKey: .offered) ?? false)
  }
}
