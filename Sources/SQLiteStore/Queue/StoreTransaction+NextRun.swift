import GRDB
import JobModel

extension StoreTransaction {
  /// Walks kinds, queues and priorities as a claim does: each has its first by the index.
  func nextRunAt(only: [JobID]?) throws -> Timestamp? {
    if let only {
      return try id(Statements.Claim.nextAmong, [JSONText.list(only), now.rawValue]).map(Timestamp.init(rawValue:))
    }
    var first: Int64?
    for kind in JobKind.allCases {
      for queue in try readyQueues(of: kind) {
        try forEachPriority(of: kind, in: queue) { priority in
          let next = try id(Statements.Claim.next, [kind.rawValue, queue, priority, now.rawValue])
          if let next { first = min(first ?? next, next) }
          return true
        }
      }
    }
    return first.map(Timestamp.init(rawValue:))
  }
}
