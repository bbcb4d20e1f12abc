import Foundation

/// Instances whose end is still to come, the next one first: a binary heap.
struct Agenda: Sendable {
  private struct Entry: Sendable {
    let at: Date
    let id: String
  }

  private var entries: [Entry] = []

  mutating func add(_ id: String, at date: Date) {
    entries.append(Entry(at: date, id: id))
    var child = entries.count - 1
    while child > 0, entries[child].at < entries[(child - 1) / 2].at {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the next one that is due.
  mutating func next(dueBy now: Date) -> String? {
    guard let first = entries.first, first.at <= now else { return nil }
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while true {
      let children = (2 * parent + 1)..<min(2 * parent + 3, max(entries.count, 2 * parent + 1))
      guard let least = children.min(by: { entries[$0].at < entries[$1].at }), entries[least].at < entries[parent].at
      else { return first.id }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
