import Foundation
import Testing

/// What a rebuilt disk holds, by hand-written logs.
@Suite struct PowerLossRulesTests {
  private static let none = PowerLoss.Survival(share: 0, sector: 512)
  private static let all = PowerLoss.Survival(share: 1, sector: 512)

  @Test func whatWasSyncedStaysAndTheRestGoes() {
    let log = OperationLog([
      .make(.opened, "a"), .make(.written, 0, "new"), .make(.syncBegun, 1), .make(.written, 3, "er"),
      .make(.syncEnded, 1),
    ])
    let loss = PowerLoss(DiskImage(["a": Array("old".utf8)]), log)
    #expect(loss.left(Self.none) == ["a": "new"])
    #expect(loss.left(Self.all) == ["a": "newer"])
  }

  @Test func aSyncThatDidNotEndSavesNothing() {
    let log = OperationLog([.make(.opened, "a"), .make(.written, 0, "new"), .make(.syncBegun, 1)])
    #expect(PowerLoss(DiskImage(["a": Array("old".utf8)]), log).left(Self.none) == ["a": "old"])
  }

  @Test func aNameNeedsItsFoldersSync() {
    let made: [OperationLog.Record] = [
      .make(.created, "a"), .make(.written, 0, "text"), .make(.syncBegun, 1), .make(.syncEnded, 1),
    ]
    #expect(PowerLoss(DiskImage([:]), OperationLog(made)).left(Self.none) == [:])
    let named = made + [.make(.opened, ".", inode: 2), .make(.syncBegun, 2, inode: 2), .make(.syncEnded, 2, inode: 2)]
    #expect(PowerLoss(DiskImage([:]), OperationLog(named)).left(Self.none) == ["a": "text"])
    let gone = PowerLoss(DiskImage([:]), OperationLog(named + [.make(.unlinked, "a")]))
    #expect(gone.left(Self.none) == ["a": "text"])
    #expect(gone.left(Self.all) == [:])
  }

  @Test func anInodeThatIsUsedAgainIsAnotherFile() {
    let log = OperationLog([
      .make(.opened, "a"), .make(.unlinked, "a"), .make(.created, "b"), .make(.written, 0, "b's"),
    ])
    let loss = PowerLoss(DiskImage(["a": Array("a's".utf8)]), log)
    #expect(loss.left(Self.none) == ["a": "a's"])
    #expect(loss.left(Self.all) == ["b": "b's"])
  }

  /// Each sector of a write has its own fate.
  @Test func aWriteIsTorn() {
    let text = String(repeating: "x", count: 64 * 512)
    let log = OperationLog([.make(.opened, "a"), .make(.written, 100, text)])
    let loss = PowerLoss(DiskImage(["a": [UInt8](repeating: 0, count: 65 * 512)]), log)
    var random = SeededGenerator(seed: 7)
    let torn = loss.disk(PowerLoss.Survival(share: 0.5, sector: 512), using: &random)
    #expect(torn.losses.unsynced == 65)
    let bytes = torn.disk.files["a"] ?? []
    let whole = (1..<64).filter { bytes[$0 * 512..<($0 + 1) * 512].allSatisfy { $0 == 120 } }
    let missing = (1..<64).filter { bytes[$0 * 512..<($0 + 1) * 512].allSatisfy { $0 == 0 } }
    #expect(whole.count + missing.count == 63 && !whole.isEmpty && !missing.isEmpty)
  }

  @Test func aRecordThatADyingProcessLeftUnfinishedIsPassedOver() {
    let record = Self.bytes(kind: 4, offset: 5, data: "abc")
    let log = OperationLog(record.dropLast(9) + record)
    #expect(log.records.map(\.offset) == [5])
    #expect(log.records.map { String(decoding: $0.data, as: UTF8.self) } == ["abc"])
  }

  private static func bytes(kind: UInt32, offset: Int64, data: String) -> Data {
    func bytes(_ value: some FixedWidthInteger) -> Data { withUnsafeBytes(of: value.littleEndian) { Data($0) } }
    return bytes(UInt64(0x6765_7573_652d_6f70)) + bytes(kind) + bytes(UInt32(1)) + bytes(UInt64(1)) + bytes(offset)
      + bytes(UInt64(data.utf8.count)) + Data(data.utf8) + bytes(UInt64(0x706f_2d65_7375_6567))
  }
}

extension PowerLoss {
  fileprivate func left(_ survival: Survival) -> [String: String] {
    var random = SeededGenerator(seed: 1)
    return disk(survival, using: &random).disk.files.mapValues { String(decoding: $0, as: UTF8.self) }
  }
}

extension OperationLog.Record {
  fileprivate static func make(_ kind: OperationLog.Kind, _ name: String, inode: UInt64 = 1) -> Self {
    Self(kind: kind, process: 1, inode: inode, offset: 0, data: Data(name.utf8))
  }

  fileprivate static func make(
    _ kind: OperationLog.Kind, _ offset: Int, _ data: String = "", inode: UInt64 = 1
  ) -> Self {
    Self(kind: kind, process: 1, inode: inode, offset: offset, data: Data(data.utf8))
  }
}
