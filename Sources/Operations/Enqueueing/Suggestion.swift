/// The word that somebody may have meant.
package enum Suggestion {
  /// The nearest of the known words, where it is near: a third of the letters may be wrong, at most three.
  package static func nearest(to word: String, among known: [String]) -> String? {
    let limit = min(3, max(1, word.count / 3))
    let near = known.map { (word: $0, distance: distance(word, $0)) }.filter { $0.distance <= limit }
    return near.min { $0.distance < $1.distance }?.word
  }

  /// How many letters have to be put in, left out, replaced, or swapped with their neighbour.
  static func distance(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first.prefix(100)), Array(second))
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var best = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
