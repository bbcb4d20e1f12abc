import JobModel
import LaunchPolicy

/// How long waits took so far, as all processes share it.
struct LearnedTimes: Sendable {
  let facts: any RegionFacts
  let region: String

  func known(_ kinds: Set<WaitKind>) async throws -> [WaitKind: ReachTime] {
    var known: [WaitKind: ReachTime] = [:]
    for kind in kinds {
      known[kind] = ReachTime(fact: try await facts.fact(kind.factName, region: region, maxAge: ReachTime.lifetime))
    }
    return known
  }

  func learn(_ samples: [WaitKind: [ReachTime.Sample]], known: [WaitKind: ReachTime]) async throws {
    for (kind, samples) in samples {
      guard let learned = ReachTime.learn(known[kind], samples) else { continue }
      try await facts.storeFact(learned.fact, name: kind.factName, region: region)
    }
  }
}
