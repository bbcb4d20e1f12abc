import JobModel

/// RunInstances, whose turn comes before its signature: between the last look at the lease and the bytes nothing may be
/// waited for.
extension Pacer {
  /// Before a request is opened: nil where one may be, else when to come back. Takes nothing.
  func turnOfFreshLaunch(region: String) async throws -> Duration? {
    guard let limit = limit(of: .launches) else { return nil }
    return try await buckets.turn(
      for: TokenDemand(.launches, limit), region: region, longestWait: Self.longestLaunchWait)
  }

  /// Before an open request is signed.
  func turnOfLaunch(region: String) async throws -> Answer {
    try await turn([(.launches, 1...1)], region: region, longestWait: Self.longestLaunchWait)
  }

  /// How many instances the next request may ask for.
  package enum Share: Sendable, Equatable {
    /// At least one.
    case upTo(Int)
    case comeBack(after: Duration)
  }

  /// Takes instances of the account's bucket for them before a request is opened: as many as there are now, up to so
  /// many; waits for the first where there is none.
  package func instances(upTo count: Int, region: String) async throws -> Share {
    switch try await turn(
      [(.launchedInstances, 1...max(1, count))], region: region, longestWait: Self.longestLaunchWait)
    {
    case .go(let turn): .upTo(turn.reservation?.counts.first ?? max(1, count))
    case .comeBack(let time): .comeBack(after: time)
    }
  }

  /// Puts back what EC2 has not launched.
  package func giveBack(instances count: Int, region: String) async throws {
    guard count > 0, let limit = limit(of: .launchedInstances) else { return }
    try await buckets.giveBack(count, to: .launchedInstances, limit, region: region)
  }
}
