import AWSCore
import Foundation

/// Makes ids in EC2's forms: no two alike in one world, other ones under another seed.
struct Identifiers: Sendable {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// A resource id such as `i-0` and sixteen hexadecimal digits.
  mutating func resource(_ prefix: String) -> String {
    "\(prefix)-0\(Self.hexadecimal(next()))"
  }

  /// A spot request id: `sir-` and eight characters.
  mutating func spotRequest() -> String {
    let digits = String(next(), radix: 36)
    return "sir-" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits.suffix(8)
  }

  /// A request id in the form of a UUID.
  mutating func request() -> String {
    let digits = Self.hexadecimal(next()) + Self.hexadecimal(next())
    var rest = digits[...]
    return [8, 4, 4, 4, 12].map { length in
      defer { rest = rest.dropFirst(length) }
      return String(rest.prefix(length))
    }.joined(separator: "-")
  }

  /// An id that is the same in every run: of what a region holds from the start.
  static func stable(_ prefix: String, _ names: String...) -> String {
    "\(prefix)-0\(CanonicalRequest.hash((["simulator", prefix] + names).joined(separator: "/").utf8).prefix(16))"
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private mutating func next() -> UInt64 { random.next() }
}

extension Identifiers {
  /// Whether that could be an id of the kind: the prefix, then 8 or 17 hexadecimal digits.
  static func isWellFormed(_ id: String, prefix: String) -> Bool {
    guard id.hasPrefix("\(prefix)-") else { return false }
    let digits = id.dropFirst(prefix.count + 1)
    return (digits.count == 8 || digits.count == 17) && digits.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }
}
