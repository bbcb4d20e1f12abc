package import JobModel

/// Removes what ended long ago, a few jobs at a time, so that nobody has to wait for it.
package struct Pruning: Sendable {
  private static let step = 500

  package struct Report: Sendable, Equatable {
    package var removed = 0
    package var neededByOthers = 0
    package var mayLive = 0
    package var keysForgotten = 0
  }
  let store: any JobCatalog & JobControl
  let finishedBefore: Timestamp
  let keysBefore: Timestamp

  package init(_ store: any JobCatalog & JobControl, finishedBefore: Timestamp, keysBefore: Timestamp) {
    self.store = store
    self.finishedBefore = finishedBefore
    self.keysBefore = keysBefore
  }

  /// What would be removed; changes nothing.
  package func preview() async throws -> Report {
    let found = try await store.prunable(finishedBefore: finishedBefore)
    return Report(
      removed: found.jobs.count, neededByOthers: found.neededByOthers, mayLive: found.mayLive,
      keysForgotten: try await store.keysOfJobs(prunedBefore: keysBefore))
  }

  /// - Parameter progress: called with how many are gone, of how many.
  package func run(by person: Operator, progress: (Int, Int) -> Void) async throws -> Report {
    let found = try await store.prunable(finishedBefore: finishedBefore)
    var report = Report(neededByOthers: found.neededByOthers, mayLive: found.mayLive)
    var rest = found.jobs[...]
    while !rest.isEmpty {
      let step = Array(rest.prefix(Self.step))
      report.removed += try await store.prune(step, finishedBefore: finishedBefore, by: person).count
      rest = rest.dropFirst(Self.step)
      progress(report.removed, found.jobs.count)
    }
    report.keysForgotten = try await store.endPruning(keysBefore: keysBefore, by: person)
    return report
  }
}

extension Pruning.Report: Encodable {
  private enum CodingKeys: String, CodingKey {
    case removed
    case neededByOthers = "needed_by_others"
    case mayLive = "may_live"
    case keysForgotten = "keys_forgotten"
  }
}
