import GRDB
import JobModel

extension StoreTransaction {
  /// Walks kinds and priorities as a claim does: each has its first by the index.
  func nextRunAt(only: [JobID]?) throws -> Timestamp? {
    if let only {
      return try id(Statements.Claim.nextAmong, [JSONText.list(only), now.rawValue]).map(Timestamp.init(rawValue:))
    }
    var first: Int64?
    for kind in JobKind.allCases {
      var from = Int64.min
      while let priority = try id(Statements.Claim.priority, [kind.rawValue, from]) {
        if let next = try id(Statements.Claim.next, [kind.rawValue, priority, now.rawValue]) {
          first = min(first ?? next, next)
        }
        guard priority < Int64.max else { break }
        from = priority + 1
      }
    }
    return first.map(Timestamp.init(rawValue:))
  }
}
