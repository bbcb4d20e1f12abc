import Foundation

/// What a disk holds after the power went: everything that was synced, and of the rest whatever happened to get there.
///
/// A sync covers what was done to its file before it began, once it has ended. Of later writes each sector is there or
/// is not, whatever became of the others; names come and go in their order, as a journal keeps it.
struct PowerLoss {
  struct Survival: Sendable {
    /// How much of what was not synced is there all the same: 0 to 1.
    var share: Double
    /// What a disk writes as a whole.
    var sector: Int
  }
  /// How much was not synced, and how much of that is gone.
  struct Losses: Sendable {
    var unsynced = 0
    var lost = 0
  }
  private enum Change {
    case created(name: String, file: Int)
    case unlinked(name: String)
    case written(file: Int, offset: Int, record: Int)
    case truncated(file: Int, size: Int)
  }
  private static let folder = 0

  private let log: OperationLog
  private var changes: [(index: Int, change: Change)] = []
  private var names: [String: Int] = [:]
  private var contents: [Int: [UInt8]] = [:]
  /// The first record that no sync of the file covers.
  private var unsyncedFrom: [Int: Int] = [:]

  init(_ before: DiskImage, _ log: OperationLog) {
    self.log = log
    for (number, file) in before.files.sorted(by: { $0.key < $1.key }).enumerated() {
      names[file.key] = number + 1
      contents[number + 1] = file.value
    }
    follow()
  }

  func disk(_ survival: Survival, using random: inout SeededGenerator) -> (disk: DiskImage, losses: Losses) {
    var names = names
    var contents = contents
    var losses = Losses()
    var namesEnd = false
    for (index, change) in changes {
      switch change {
      case .created, .unlinked:
        if index >= unsyncedFrom[Self.folder, default: 0], !namesEnd {
          losses.unsynced += 1
          namesEnd = !random.chance(survival.share)
        }
        guard !namesEnd else {
          losses.lost += 1
          continue
        }
        if case .created(let name, let file) = change { names[name] = file }
        if case .unlinked(let name) = change { names[name] = nil }
      case .truncated(let file, let size):
        if index >= unsyncedFrom[file, default: 0] {
          losses.unsynced += 1
          guard random.chance(survival.share) else {
            losses.lost += 1
            continue
          }
        }
        contents[file, default: []].resize(to: size)
      case .written(let file, let offset, let record):
        let data = log.records[record].data
        guard index >= unsyncedFrom[file, default: 0] else {
          contents[file, default: []].put(data, at: offset)
          continue
        }
        for part in Self.sectors(of: survival.sector, from: offset, size: data.count) {
          losses.unsynced += 1
          guard random.chance(survival.share) else {
            losses.lost += 1
            continue
          }
          let start = data.startIndex + part.lowerBound - offset
          contents[file, default: []].put(data[start..<start + part.count], at: part.lowerBound)
        }
      }
    }
    // Readers keep what is in it in memory; it is made anew.
    names = names.filter { !$0.key.hasSuffix("-shm") }
    return (DiskImage(names.mapValues { contents[$0] ?? [] }), losses)
  }

  private static func sectors(of sector: Int, from offset: Int, size: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = offset
    while start < offset + size {
      let end = min(offset + size, (start / sector + 1) * sector)
      parts.append(start..<end)
      start = end
    }
    return parts
  }

  /// Finds out which file each record is about: inodes are used again once a file is gone.
  private mutating func follow() {
    var named = names
    var inodes: [UInt64: Int] = [:]
    var next = named.count + 1
    var begun: [String: (file: Int, index: Int)] = [:]
    for (index, record) in log.records.enumerated() {
      let file = inodes[record.inode]
      let name = String(decoding: record.data, as: UTF8.self)
      switch record.kind {
      case .opened: inodes[record.inode] = name == "." ? Self.folder : named[name]
      case .created:
        inodes[record.inode] = next
        named[name] = next
        changes.append((index, .created(name: name, file: next)))
        next += 1
      case .unlinked:
        named[name] = nil
        changes.append((index, .unlinked(name: name)))
      case .written:
        if let file { changes.append((index, .written(file: file, offset: record.offset, record: index))) }
      case .truncated:
        if let file { changes.append((index, .truncated(file: file, size: record.offset))) }
      case .syncBegun:
        if let file { begun["\(record.process) \(record.offset)"] = (file, index) }
      case .syncEnded:
        guard let sync = begun["\(record.process) \(record.offset)"] else { continue }
        unsyncedFrom[sync.file] = max(unsyncedFrom[sync.file, default: 0], sync.index)
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func resize(to size: Int) {
    if size < count { removeLast(count - size) } else { append(contentsOf: repeatElement(0, count: size - count)) }
  }

  fileprivate mutating func put(_ data: some Collection<UInt8>, at offset: Int) {
    if offset + data.count > count { resize(to: offset + data.count) }
    replaceSubrange(offset..<offset + data.count, with: data)
  }
}

extension SeededGenerator {
  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}
