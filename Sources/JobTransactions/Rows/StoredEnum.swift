import JobModel

/// A word in the store that this program does not know: the schema's CHECKs let none in, so the file is damaged.
struct UnknownWord: Error, CustomStringConvertible {
  var word: String
  var type: String

  var description: String { "'\(word)' in the database is no \(type)" }
}

extension RawRepresentable where RawValue == String {
  package init(stored word: String) throws {
    guard let value = Self(rawValue: word) else { throw UnknownWord(word: word, type: "\(Self.self)") }
    self = value
  }
}
