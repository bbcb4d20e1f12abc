/// Where a copy of a table has come to: the values of a row's primary key.
package struct MoveKey: Sendable, Equatable {
  let values: [Value]

  init(_ row: Row, count: Int) { values = (0..<count).map { row[$0] } }
}

/// A list of numbers and words.
extension MoveKey: Codable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    var values: [Value] = []
    while !container.isAtEnd {
      if let integer = try? container.decode(Int64.self) {
        values.append(.integer(integer))
      } else {
        values.append(.text(try container.decode(String.self)))
      }
    }
    self.values = values
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for value in values {
      switch value {
      case .integer(let integer): try container.encode(integer)
      case .text(let text): try container.encode(text)
      case .null, .real, .blob, .ids, .words: preconditionFailure("no key has a \(value)")
      }
    }
  }
}
