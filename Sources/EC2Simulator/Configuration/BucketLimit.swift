/// How many tokens a bucket holds, and how many a second come back.
package struct BucketLimit: Sendable, Equatable {
  package var burst: Double
  package var refill: Double

  package init(burst: Double, refill: Double) {
    self.burst = burst
    self.refill = refill
  }
}

extension BucketLimit: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case burst, refill
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      burst: try values.decode(Double.self, forKey: .burst), refill: try values.decode(Double.self, forKey: .refill))
    guard burst >= 0, refill >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .burst, in: values, debugDescription: "'burst' and 'refill' may not be negative")
    }
  }
}
