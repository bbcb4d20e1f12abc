/// Instances of which there should be one, or one launch, and are more.
package struct DoubleLaunch: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, Codable {
    /// Two instances, live or not, with one `geusemaker:request` tag and one launch index.
    case requestOrdinal = "request_ordinal"
    /// Two launches under one client token, in whatever zones or regions.
    case clientToken = "client_token"
  }

  package var kind: Kind
  /// The request and ordinal, or the token.
  package var key: String
  package var instanceIDs: [String]

  enum CodingKeys: String, CodingKey {
    case kind, key
    case instanceIDs = "instance_ids"
  }

  static let requestTag = "geusemaker:request"

  static func find(in instances: [InstanceSummary]) -> [DoubleLaunch] {
    let ordinals = Dictionary(grouping: instances.filter { $0.tags[requestTag] != nil }) {
      "\($0.tags[requestTag, default: ""])#\($0.launchIndex)"
    }
    let tokens = Dictionary(grouping: instances.filter { $0.clientToken != nil }) { $0.clientToken ?? "" }
    return ordinals.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { DoubleLaunch(kind: .requestOrdinal, key: $0.key, instanceIDs: $0.value.map(\.instanceID)) }
      + tokens.filter { Set($0.value.map(\.reservationID)).count > 1 }.sorted { $0.key < $1.key }
      .map { DoubleLaunch(kind: .clientToken, key: $0.key, instanceIDs: $0.value.map(\.instanceID)) }
  }
}
