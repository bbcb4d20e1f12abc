/// A tag: a key of at most 128 characters, a value of at most 256.
package struct ResourceTag: Sendable, Hashable, Codable {
  package let key: String
  package let value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
