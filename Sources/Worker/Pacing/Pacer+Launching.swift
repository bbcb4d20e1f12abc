import JobModel

/// What a launch takes of both buckets before its request is opened: what is opened is frozen, and must not be opened
/// long before it can be sent.
struct LaunchPlace: Sendable {
  /// Of the call that sends it first.
  let turn: Pacer.Turn
  /// How many instances it may ask for, at least one.
  let share: Int
}

/// RunInstances, whose turn comes before its signature: between the last look at the lease and the bytes nothing may be
/// waited for.
extension Pacer {
  /// How long after its time a turn is still good: AWS's bucket is full meanwhile, and gains nothing by the delay.
  private static let patience: Duration = .milliseconds(100)

  enum Placing: Sendable {
    case placed(LaunchPlace)
    case comeBack(after: Duration)
  }

  /// Waits for the turn of a call and takes instances of the account's bucket for it: as many as there are, up to so many.
  func place(upTo count: Int, region: String) async throws -> Placing {
    let wanted = max(1, count)
    switch try await turn(
      [(.launches, 1...1), (.launchedInstances, 1...wanted)], region: region, longestWait: Self.longestLaunchWait)
    {
    case .go(let turn):
      let isCounted = limit(of: .launchedInstances) != nil
      return .placed(LaunchPlace(turn: turn, share: isCounted ? turn.reservation?.counts.last ?? wanted : wanted))
    case .comeBack(let time): return .comeBack(after: time)
    }
  }

  /// The turn of the first call, where it may still be used; where it came too late for it, its token goes back.
  func turn(of place: LaunchPlace, region: String, at now: BootTime) async throws -> Turn? {
    guard let reservation = place.turn.reservation else { return place.turn }
    guard try await buckets.stands(reservation, of: [.launches, .launchedInstances], region: region) else { return nil }
    let age = now.milliseconds - reservation.madeAt.milliseconds
    if age <= (reservation.delay + Self.patience).milliseconds { return place.turn }
    try await giveBackCall(region: region)
    return nil
  }

  /// Puts back what is not used of it.
  /// - Parameter used: how many instances are asked for; where it is none, no call is made either.
  func giveBack(_ place: LaunchPlace, used: Int, region: String) async throws {
    guard place.turn.reservation != nil else { return }
    if place.share > used, let limit = limit(of: .launchedInstances) {
      try await buckets.giveBack(place.share - used, to: .launchedInstances, limit, region: region)
    }
    if used == 0 { try await giveBackCall(region: region) }
  }

  private func giveBackCall(region: String) async throws {
    guard let limit = limit(of: .launches) else { return }
    try await buckets.giveBack(1, to: .launches, limit, region: region)
  }

  /// Before an open request is signed anew.
  func turnOfLaunch(region: String) async throws -> Answer {
    try await turn([(.launches, 1...1)], region: region, longestWait: Self.longestLaunchWait)
  }
}
