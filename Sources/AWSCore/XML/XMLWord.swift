/// An element that must hold text: an id, a state. Empty, or with elements in it, it makes the answer undecodable.
package struct XMLWord: Decodable, Sendable, Equatable {
  package let text: String

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    text = try container.decode(String.self)
    guard !text.isEmpty else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "empty")
    }
  }
}
