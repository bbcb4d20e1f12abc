/// Text for one line of a terminal: without control characters, and with single spaces.
enum PrintableText {
  static func oneLine(_ text: String) -> String {
    let printable = text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: " "
      default: String(scalar)
      }
    }
    return printable.joined().split(separator: " ").joined(separator: " ")
  }
}
