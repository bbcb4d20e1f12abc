#if Postgres
  import CLibpq

  /// A value in PostgreSQL's text form, where it stands in libpq's memory; read at once, or never.
  struct PostgresText {
    private let characters: UnsafeBufferPointer<UInt8>

    init(_ start: UnsafePointer<CChar>, count: Int) {
      characters = UnsafeBufferPointer(
        start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
    }

    var isTrue: Bool { characters.first == UInt8(ascii: "t") }

    var string: String { String(decoding: characters, as: UTF8.self) }

    /// 0 where there are no digits.
    var integer: Int64 { wholeNumber ?? 0 }

    /// Nil where it has a fraction other than zeros, is none, or does not fit.
    var wholeNumber: Int64? {
      let isNegative = characters.first == UInt8(ascii: "-")
      // Counted downwards: the smallest has no positive counterpart.
      var number: Int64 = 0
      var digits = 0
      for (index, byte) in characters.enumerated().dropFirst(isNegative ? 1 : 0) {
        if byte == UInt8(ascii: ".") {
          guard characters[(index + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
          break
        }
        guard let digit = Self.digit(byte) else { return nil }
        let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
        let (next, isStillTooLarge) = tens.subtractingReportingOverflow(Int64(digit))
        guard !isTooLarge, !isStillTooLarge else { return nil }
        number = next
        digits += 1
      }
      guard digits > 0 else { return nil }
      if isNegative { return number }
      return number == .min ? nil : -number
    }

    /// Also `NaN` and `Infinity`.
    var real: Double { Double(string) ?? .nan }

    var bytes: [UInt8] {
      guard characters.count >= 2, characters[0] == UInt8(ascii: "\\"), characters[1] == UInt8(ascii: "x") else {
        return escapedBytes
      }
      return [UInt8](unsafeUninitializedCapacity: characters.count / 2 - 1) { bytes, count in
        count = characters.count / 2 - 1
        for index in 0..<count {
          let high = Self.hexDigit(characters[2 * index + 2])
          bytes[index] = high << 4 | Self.hexDigit(characters[2 * index + 3])
        }
      }
    }

    /// The older form, where the database or the user is set to `bytea_output = escape`.
    private var escapedBytes: [UInt8] {
      var count = 0
      guard let start = characters.baseAddress, let bytes = PQunescapeBytea(start, &count) else { return [] }
      defer { PQfreemem(bytes) }
      return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte - UInt8(ascii: "0") : nil
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8 {
      byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10
    }
  }
#endif
