/// The calls so far: the latest of them whole, all of them counted.
struct CallLog: Sendable {
  /// A long rehearsal may make millions of calls; the file keeps them all.
  static let capacity = 100_000

  private(set) var records: [CallRecord] = []
  private(set) var total = 0
  private(set) var counts = CallCounts()

  /// Numbers the record, keeps it, and gives it back as kept.
  mutating func append(_ record: CallRecord) -> CallRecord {
    var record = record
    total += 1
    record.number = total
    records.append(record)
    // Dropping half at once keeps each call's share of the work constant.
    if records.count > Self.capacity { records.removeFirst(Self.capacity / 2) }
    counts.add(record)
    return record
  }
}
