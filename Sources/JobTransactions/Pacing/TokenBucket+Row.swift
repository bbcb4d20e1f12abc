import JobModel

extension TokenBucket {
  /// - Parameter first: where the columns of `Statements.Buckets` begin in the row.
  init(_ limit: Limit, row: Row, from first: Int = 0) {
    let bootID: String = row[first + 3]
    let throttled: Int64? = row[first + 5]
    self.init(
      limit, tokens: row[first], line: row[first + 1], pace: row[first + 2],
      at: BootTime(bootID: bootID, milliseconds: row[first + 4]),
      throttledAt: throttled.map { BootTime(bootID: bootID, milliseconds: $0) })
  }
}
