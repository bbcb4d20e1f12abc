extension String {
  /// Whether it says nothing to a terminal and begins no other line.
  package var isOneLine: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }

  /// Whether it is one line of so many characters.
  package func isLine(of length: ClosedRange<Int>) -> Bool { length.contains(unicodeScalars.count) && isOneLine }
}
