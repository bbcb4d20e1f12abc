/// What faults do to the bytes of an answer.
enum Spoiling {
  /// Changes one byte of every sixteen, at least one.
  static func garble(_ bytes: [UInt8], _ random: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes = bytes
    for start in stride(from: 0, to: bytes.count, by: 16) {
      let index = Int.random(in: start..<min(start + 16, bytes.count), using: &random)
      bytes[index] ^= UInt8.random(in: 1...255, using: &random)
    }
    return bytes
  }

  /// How many bytes are left of so many.
  static func cut(_ count: Int, fraction: Double) -> Int {
    min(count, max(0, Int((Double(count) * fraction).rounded(.down))))
  }

  /// The page of a proxy that finds nobody behind it.
  static let page = """
    <html>
    <head><title>503 Service Temporarily Unavailable</title></head>
    <body>
    <center><h1>503 Service Temporarily Unavailable</h1></center>
    </body>
    </html>

    """
}
