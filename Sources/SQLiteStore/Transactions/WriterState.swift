import JobTransactions

/// Who stands in line for the writer, and how whoever is next is served.
struct WriterState {
  var line = WriteLine()
  /// What SQLite is set to.
  var level: SQLiteJobStore.Durability
  /// When the lock was let go last.
  var lastEnd = ContinuousClock.now - .seconds(1)
  /// How many places in the pool's queue are taken.
  var queued = 0
  /// Whether somebody is served on a thread of his own; who comes meanwhile is taken along, or queued for then.
  var isAlone = false

  enum Way { case served, queued, alone }

  mutating func add(_ write: PendingWrite) -> Way {
    line.add(write)
    if isAlone { return .served }
    if queued == 0, write.needs.isSmall {
      isAlone = true
      return .alone
    }
    queued += 1
    return .queued
  }

  mutating func endAlone() -> Bool {
    isAlone = false
    return takePlace()
  }

  mutating func leaveQueue() -> Bool {
    queued -= 1
    return takePlace()
  }

  /// - Returns: whether somebody is left in line for whom there was no place in the queue, and one is taken now.
  private mutating func takePlace() -> Bool {
    guard line.count > 0, queued == 0, !isAlone else { return false }
    queued += 1
    return true
  }
}
