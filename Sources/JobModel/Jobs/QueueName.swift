/// What a queue may be called.
package enum QueueName {
  package static let allowed = "a name of 1 to 100 characters, in one line"

  package static func isValid(_ name: String) -> Bool {
    name.isLine(of: 1...100)
  }
}
