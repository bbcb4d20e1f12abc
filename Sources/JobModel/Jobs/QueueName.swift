/// What a queue may be called.
package enum QueueName {
  package static let allowed = "a name of 1 to 100 characters, in one line"

  package static func isValid(_ name: String) -> Bool {
    name.isLine(of: 1...100)
  }
}

extension String {
  /// Whether it has so many characters, none of them a control character.
  package func isLine(of length: ClosedRange<Int>) -> Bool {
    length.contains(unicodeScalars.count)
      && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
