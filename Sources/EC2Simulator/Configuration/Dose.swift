/// Which of the calls or launches that match something it strikes: so many after so many, each with a probability.
package struct Dose: Sendable, Equatable {
  /// How many pass first.
  package var skip: Int
  /// How many it strikes after that; `Int.max`, in JSON `"all"`, is without end.
  package var count: Int
  /// That it strikes one that it has come to, from 0 to 1; one that got away is not counted.
  package var probability: Double

  package init(skip: Int = 0, count: Int = 1, probability: Double = 1) {
    self.skip = skip
    self.count = count
    self.probability = probability
  }

  var isSpent: Bool { count <= 0 }

  /// Whether it strikes what has come; takes one off what is left.
  mutating func strikes(_ random: inout some RandomNumberGenerator) -> Bool {
    guard skip <= 0 else {
      skip -= 1
      return false
    }
    guard !isSpent, probability >= 1 || .random(in: 0..<1, using: &random) < probability else { return false }
    if count != .max { count -= 1 }
    return true
  }
}

extension Dose: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case skip, count, probability
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    skip = try values.decodeIfPresent(Int.self, forKey: .skip) ?? 0
    probability = try values.decodeIfPresent(Double.self, forKey: .probability) ?? 1
    if let text = try? values.decode(String.self, forKey: .count) {
      guard text == "all" else {
        throw DecodingError.dataCorruptedError(
          forKey: .count, in: values, debugDescription: "'count' must be a number or \"all\"")
      }
      count = .max
    } else {
      count = try values.decodeIfPresent(Int.self, forKey: .count) ?? 1
    }
    guard (0...1).contains(probability) else {
      throw DecodingError.dataCorruptedError(
        forKey: .probability, in: values, debugDescription: "'probability' must be from 0 to 1")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(skip, forKey: .skip)
    if count == .max { try values.encode("all", forKey: .count) } else { try values.encode(count, forKey: .count) }
    if probability < 1 { try values.encode(probability, forKey: .probability) }
  }
}
