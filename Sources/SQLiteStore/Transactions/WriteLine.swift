import JobTransactions

/// The line in front of this process's one writer; the urgent need not stand in it.
struct WriteLine: Sendable {
  private var urgent: [PendingWrite] = []
  private var usual: [PendingWrite] = []
  /// How many of the usual have been served: they are cut off now and then, for an array gives its first away slowly.
  private var served = 0

  /// The most that somebody in line needs; nil where nobody stands there.
  var care: WriteNeeds.Care? { (urgent + usual[served...]).map(\.needs.care).max() }

  var count: Int { urgent.count + usual.count - served }

  mutating func add(_ write: PendingWrite) {
    if write.needs.isUrgent { urgent.append(write) } else { usual.append(write) }
  }

  /// The next in line, unless it needs more care than that, or is not small where only those are served.
  mutating func next(_ most: WriteNeeds.Care, smallOnly: Bool = false) -> PendingWrite? {
    func isServed(_ write: PendingWrite) -> Bool { write.needs.care <= most && (write.needs.isSmall || !smallOnly) }
    if let first = urgent.first { return isServed(first) ? urgent.removeFirst() : nil }
    guard served < usual.count, isServed(usual[served]) else { return nil }
    served += 1
    defer {
      if served == usual.count || served > 1_000 {
        usual.removeFirst(served)
        served = 0
      }
    }
    return usual[served - 1]
  }
}
