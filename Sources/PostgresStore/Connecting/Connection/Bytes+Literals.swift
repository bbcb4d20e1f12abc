#if Postgres
  /// PostgreSQL's text forms of what a parameter may be.
  extension [UInt8] {
    mutating func appendDigits(of integer: Int64) {
      if integer < 0 { append(UInt8(ascii: "-")) }
      let start = count
      var rest = integer.magnitude
      repeat {
        append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      self[start...].reverse()
    }

    /// Source: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
    mutating func appendArray<Member>(_ elements: [Member], _ appendElement: (inout [UInt8], Member) -> Void) {
      append(UInt8(ascii: "{"))
      for (index, element) in elements.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        appendElement(&self, element)
      }
      append(UInt8(ascii: "}"))
    }

    /// An element between quotes: without them an empty one, `NULL` and those with commas or braces mean something else.
    mutating func appendQuoted(_ word: String) {
      append(UInt8(ascii: "\""))
      for byte in word.utf8 {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append(UInt8(ascii: "\\")) }
        append(byte)
      }
      append(UInt8(ascii: "\""))
    }
  }
#endif
