#if Postgres
  import JobTransactions

  /// A command's parameters as libpq takes them: text that ends with NUL, a blob as it is.
  struct ParameterBuffer {
    private var bytes: [UInt8] = []
    /// Where each begins; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    /// 1 for binary.
    private var formats: [Int32] = []

    static let largestCount = 65_535

    /// - Throws: PostgresFailure for a text with a NUL character, which PostgreSQL cannot hold.
    init(_ values: [Value]) throws(PostgresFailure) {
      guard values.count <= Self.largestCount else {
        throw PostgresFailure(.other, "a command has at most \(Self.largestCount) parameters")
      }
      starts.reserveCapacity(values.count)
      for value in values { try append(value) }
    }

    private mutating func append(_ value: Value) throws(PostgresFailure) {
      let start = bytes.count
      var isBinary = false
      switch value {
      case .null: break
      case .integer(let integer): bytes.appendDigits(of: integer)
      case .real(let real): bytes.append(contentsOf: real.description.utf8)
      case .text(let text): bytes.append(contentsOf: text.utf8)
      case .blob(let blob):
        bytes.append(contentsOf: blob)
        isBinary = true
      case .ids(let ids): bytes.appendArray(ids) { $0.appendDigits(of: $1) }
      case .words(let words): bytes.appendArray(words) { $0.appendQuoted($1) }
      }
      guard isBinary || !bytes[start...].contains(0) else {
        throw PostgresFailure(.other, "a text with a NUL character cannot be stored in PostgreSQL")
      }
      starts.append(value == .null ? nil : start)
      lengths.append(Int32(bytes.count - start))
      formats.append(isBinary ? 1 : 0)
      if value != .null { bytes.append(0) }
    }

    /// How many, where they stand, how long each is, and in which form.
    func withPointers<Answer>(
      _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Answer
    ) -> Answer {
      bytes.withUnsafeBytes { memory in
        let pointers = starts.map { start in
          start.flatMap { memory.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
        }
        return body(Int32(pointers.count), pointers, lengths, formats)
      }
    }
  }
#endif
