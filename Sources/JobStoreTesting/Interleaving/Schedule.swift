/// One order of steps out of all that there are, and the way to the next one.
///
/// Depth first over the choices that a run really had: a participant that has ended is no choice any more, so orders
/// that differ in nothing but its unused steps are run once.
struct Schedule {
  private var path: [(chosen: Int, count: Int)] = []
  private var place = 0

  /// Which of so many goes on.
  mutating func choose(among count: Int) -> Int {
    defer { place += 1 }
    if place == path.count { path.append((0, count)) }
    return path[place].chosen
  }

  /// Turns to the next order; false where all have been run.
  /// - Parameter isSymmetric: equal participants: who of them is first makes no difference.
  mutating func advance(isSymmetric: Bool) -> Bool {
    place = 0
    while let last = path.popLast() {
      if last.chosen + 1 < last.count {
        if path.isEmpty && isSymmetric { return false }
        path.append((last.chosen + 1, last.count))
        return true
      }
    }
    return false
  }
}
