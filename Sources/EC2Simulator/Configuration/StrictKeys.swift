/// Refuses keys that nothing reads: a misspelt one would change a rehearsal without a word.
enum StrictKeys {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  static func check<Keys: CodingKey & CaseIterable>(_ decoder: any Decoder, _ known: Keys.Type) throws {
    let known = Set(Keys.allCases.map(\.stringValue))
    let values = try decoder.container(keyedBy: Name.self)
    for key in values.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
      throw DecodingError.dataCorruptedError(
        forKey: Name(stringValue: key), in: values,
        debugDescription: "there is no key '\(key)'; known are \(known.sorted().joined(separator: ", "))")
    }
  }
}
