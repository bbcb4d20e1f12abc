import Foundation

/// What a subcommand prints: one line of JSON.
enum Report {
  static func print(_ facts: [String: Double]) throws {
    let line = try JSONSerialization.data(withJSONObject: facts, options: [.sortedKeys])
    FileHandle.standardOutput.write(line + Data("\n".utf8))
  }
}

/// How long each of many things took.
struct Latencies {
  private var milliseconds: [Double] = []

  mutating func note(_ duration: Duration) {
    let parts = duration.components
    milliseconds.append(Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15)
  }

  var facts: [String: Double] {
    let sorted = milliseconds.sorted()
    guard let longest = sorted.last else { return [:] }
    func quantile(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
    return [
      "p50_ms": quantile(0.5), "p99_ms": quantile(0.99), "p999_ms": quantile(0.999), "max_ms": longest,
    ]
  }
}
