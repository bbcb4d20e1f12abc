/// Durations as the command line writes them: `90s`, `15m`, `6h`, `7d`; a bare number means seconds.
package enum DurationText {
  private static let units: [(suffix: Character, seconds: Int64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
  /// Ten years: long enough for anything a launch waits for, far from overflow.
  private static let longest: Int64 = 3_650 * 86_400

  /// Nil where the text is not a whole, non-negative number with one of the four units, or is above ten years.
  package static func parse(_ text: String) -> Duration? {
    let unit = units.first { $0.suffix == text.last }
    let digits = unit == nil ? Substring(text) : text.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(digits) else {
      return nil
    }
    let (seconds, overflow) = number.multipliedReportingOverflow(by: unit?.seconds ?? 1)
    guard !overflow, seconds <= longest else { return nil }
    return .seconds(seconds)
  }

  /// The largest unit that divides it evenly: `6h`, `90s`, `0s`; below a second in milliseconds.
  package static func format(_ duration: Duration) -> String {
    let milliseconds = duration.milliseconds
    guard milliseconds % 1000 == 0 else { return "\(milliseconds)ms" }
    let seconds = milliseconds / 1000
    guard seconds != 0 else { return "0s" }
    let unit = units.first { seconds % $0.seconds == 0 }
    return "\(seconds / (unit?.seconds ?? 1))\(unit?.suffix ?? "s")"
  }

  /// Two units at most, for people: `2h 5m`, `3m 10s`, `12s`, `0.4s`.
  package static func rough(_ duration: Duration) -> String {
    let milliseconds = max(0, duration.milliseconds)
    guard milliseconds >= 1000 else { return milliseconds == 0 ? "0s" : "0.\(max(1, milliseconds / 100))s" }
    var rest = milliseconds / 1000
    var parts: [String] = []
    for unit in units where parts.count < 2 {
      let amount = rest / unit.seconds
      rest %= unit.seconds
      if amount > 0 { parts.append("\(amount)\(unit.suffix)") } else if !parts.isEmpty { break }
    }
    return parts.joined(separator: " ")
  }
}
