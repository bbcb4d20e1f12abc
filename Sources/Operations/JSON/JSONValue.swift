/// A JSON value as its text has it: numbers keep their digits, members their order.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }
}

extension JSONValue {
  /// The value in a message, short.
  package var inWords: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text), .string(let text): text.shown
    case .array(let values): "a list of \(values.count)"
    case .object: "an object"
    }
  }
}

extension String {
  /// As a message shows it: not long, and nothing that would move a terminal's cursor.
  package var shown: String {
    let letters = unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? "·" : $0 }
    return String(String.UnicodeScalarView(letters)) + (unicodeScalars.count > 60 ? "…" : "")
  }
}

extension JSONValue: Encodable {
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: JSONName.self)
      for member in members { try container.encode(member.value, forKey: JSONName(stringValue: member.name)) }
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    default:
      var container = encoder.singleValueContainer()
      try encodeOne(into: &container)
    }
  }

  private func encodeOne(into container: inout any SingleValueEncodingContainer) throws {
    switch self {
    case .bool(let value): try container.encode(value)
    case .string(let text): try container.encode(text)
    case .number(let text):
      if let whole = Int64(text) { try container.encode(whole) } else { try container.encode(Double(text) ?? 0) }
    default: try container.encodeNil()
    }
  }
}

/// Any name as a coding key.
struct JSONName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
