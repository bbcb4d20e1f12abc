/// Something that goes wrong with calls of one action, a set number of times.
package struct Fault: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, Codable {
    /// The connection is closed and the call has no effect.
    case dropBefore = "drop_before"
    /// The call takes effect, then the connection is closed without an answer.
    case dropAfter = "drop_after"
  }

  /// The action that it strikes; nil strikes every action.
  package var action: String?
  package var kind: Kind
  /// How many matching calls pass before it strikes.
  package var skip: Int
  /// How many calls it strikes after that.
  package var count: Int

  package init(action: String? = nil, kind: Kind, skip: Int = 0, count: Int = 1) {
    self.action = action
    self.kind = kind
    self.skip = skip
    self.count = count
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    action = try values.decodeIfPresent(String.self, forKey: .action)
    kind = try values.decode(Kind.self, forKey: .kind)
    skip = try values.decodeIfPresent(Int.self, forKey: .skip) ?? 0
    count = try values.decodeIfPresent(Int.self, forKey: .count) ?? 1
  }
}
