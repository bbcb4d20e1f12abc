/// Why an instance is in its state, such as `Server.InsufficientInstanceCapacity`.
package struct StateReason: Sendable, Equatable, Codable {
  package let code: String
  package let message: String

  package init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}
