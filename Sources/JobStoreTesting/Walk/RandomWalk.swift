import JobModel
import Testing

/// A seeded walk through every order that workers, people and time may come in, checked at every step.
package enum RandomWalk {
  package static let cases = (1...8).map { seed in
    ConformanceCase("jobs, leases and instances stay sound in any order of actors: walk \(seed)") { bench in
      try await walk(seed: UInt64(seed), steps: 250, on: bench)
    }
  }

  static func walk(seed: UInt64, steps: Int, on bench: Bench) async throws {
    var walker = Walker(bench: bench, seed: seed)
    for step in 1...steps {
      let name = try await walker.step()
      try await walker.check("seed \(seed), step \(step): \(name)")
    }
  }
}

/// What the walk remembers, so that it can judge the store by what it was told and not by what it says.
struct Walker {
  let bench: Bench
  var random: SeededGenerator
  /// Every claim ever made: decisions are made under old ones too.
  var claims: [ClaimedJob] = []
  var newestToken: [JobID: Int64] = [:]
  var requests: [(fence: Fence, jobs: [ClaimedJob])] = []
  var membership: [Int64: [JobID]] = [:]
  /// Instances that EC2 named, and those that their users keep or know to be gone.
  var instances: Set<String> = []
  var settledElsewhere: Set<String> = []
  /// Jobs that someone cancelled with the wish to keep what they launched.
  var kept: Set<JobID> = []
  var records: [JobID: JobRecord] = [:]

  init(bench: Bench, seed: UInt64) {
    self.bench = bench
    random = SeededGenerator(seed: seed)
  }

  /// One action; answers what it was.
  mutating func step() async throws -> String {
    switch Int.random(in: 0..<22, using: &random) {
    case 0, 1: try await enqueue()
    case 2, 3, 4, 5: try await claim()
    case 6, 7, 8, 9: try await finish()
    case 10, 11: try await open()
    case 12, 13, 14: try await close()
    case 15: try await hold()
    case 16: try await pass()
    case 17: try await cancel()
    case 18: try await requeue()
    case 19, 20: try await lose()
    default: try await heartbeat()
    }
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &random) }

  /// A claim, the latest ones more often than those of long ago.
  mutating func pickClaim() -> ClaimedJob? {
    Bool.random(using: &random) ? pick(claims.suffix(3)) : pick(claims)
  }
}
