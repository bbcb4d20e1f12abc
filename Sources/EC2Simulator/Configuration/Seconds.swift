import Foundation

/// A duration in JSON: a number of seconds, or a string with one unit (`"1500ms"`, `"90s"`, `"15m"`, `"6h"`, `"7d"`).
struct Seconds: Codable, Equatable {
  let duration: Duration

  init(_ duration: Duration) {
    self.duration = duration
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Double.self) {
      guard number >= 0, number.isFinite else {
        throw DecodingError.dataCorruptedError(in: value, debugDescription: "a duration may not be negative")
      }
      duration = .seconds(number)
      return
    }
    let text = try value.decode(String.self)
    guard let parsed = Self.parse(text) else {
      throw DecodingError.dataCorruptedError(
        in: value, debugDescription: "'\(text)' is no duration: write 90, \"90s\", \"15m\", \"6h\" or \"7d\"")
    }
    duration = parsed
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(duration.seconds)
  }

  static func parse(_ text: String) -> Duration? {
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard let amount = Double(number), amount.isFinite else { return nil }
    switch text.dropFirst(number.count) {
    case "ms": return .seconds(amount / 1_000)
    case "s": return .seconds(amount)
    case "m": return .seconds(amount * 60)
    case "h": return .seconds(amount * 3_600)
    case "d": return .seconds(amount * 86_400)
    default: return nil
    }
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
