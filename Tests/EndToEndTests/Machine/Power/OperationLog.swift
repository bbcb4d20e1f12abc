import Foundation

/// What processes did to the files of a watched folder, in order, as the fault shim wrote it down.
struct OperationLog: Sendable {
  enum Kind: UInt32 {
    case opened = 1
    case created, unlinked, written, truncated, syncBegun, syncEnded
  }
  struct Record: Sendable {
    let kind: Kind
    let process: UInt32
    let inode: UInt64
    /// Where a write begins; the size that a truncation leaves; the number of a sync within its process.
    let offset: Int
    /// What was written, or a name.
    let data: Data
  }
  let records: [Record]

  private static let head: UInt64 = 0x6765_7573_652d_6f70
  private static let tail: UInt64 = 0x706f_2d65_7375_6567
  private static let headSize = 40

  init(_ records: [Record]) { self.records = records }

  /// Passes over records that a dying process left unfinished.
  init(_ bytes: Data) {
    var records: [Record] = []
    var position = 0
    while position + Self.headSize <= bytes.count {
      guard let (record, end) = Self.record(in: bytes, at: position) else {
        position += 1
        continue
      }
      records.append(record)
      position = end
    }
    self.records = records
  }

  private static func record(in bytes: Data, at start: Int) -> (Record, end: Int)? {
    bytes.withUnsafeBytes { raw in
      func number<Number: FixedWidthInteger>(_ place: Int, _: Number.Type) -> Number {
        raw.loadUnaligned(fromByteOffset: place, as: Number.self)
      }
      guard number(start, UInt64.self) == head, let kind = Kind(rawValue: number(start + 8, UInt32.self)) else {
        return nil
      }
      let size = Int(number(start + 32, UInt64.self))
      let dataStart = start + headSize
      guard size <= raw.count - dataStart - 8, number(dataStart + size, UInt64.self) == tail else { return nil }
      let record = Record(
        kind: kind, process: number(start + 12, UInt32.self), inode: number(start + 16, UInt64.self),
        offset: Int(number(start + 24, Int64.self)), data: Data(raw[dataStart..<dataStart + size]))
      return (record, dataStart + size + 8)
    }
  }
}
