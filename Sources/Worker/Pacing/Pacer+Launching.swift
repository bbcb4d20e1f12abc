import JobModel

/// What a launch takes of both buckets before its request is opened: what is opened is frozen, and must not be opened
/// long before it can be sent.
struct LaunchPermit: Sendable {
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

  /// Where an account has used up its instances, so many seconds' worth of new ones go in one call.
  static let lot: Duration = .seconds(10)

  enum LaunchAnswer: Sendable {
    case granted(LaunchPermit)
    case comeBack(after: Duration)
  }

  /// Waits for the turn of a call and takes instances of the account's bucket for it: as many as there are, up to so
  /// many, and at least a lot, that those who want many do not go one by one.
  func permit(upTo count: Int, region: String) async throws -> LaunchAnswer {
    let wanted = max(1, count)
    let least = min(wanted, leastShare)
    switch try await turn(
      [(.launches, 1...1), (.launchedInstances, least...wanted)], region: region,
      longestWait: least > 1 ? Self.lot : Self.longestLaunchWait, keepsTime: true)
    {
    case .go(let turn): return .granted(LaunchPermit(turn: turn, share: turn.reservation?.counts.last ?? wanted))
    case .comeBack(let time): return .comeBack(after: time)
    }
  }

  private var leastShare: Int {
    guard let limit = limit(of: .launchedInstances) else { return 1 }
    return max(1, Int(min(limit.burst, limit.perSecond * Self.lot.inSeconds)))
  }

  /// The turn of the first call, where it may still be used; where it came too late for it, its token goes back.
  func turn(of permit: LaunchPermit, region: String, at now: BootTime) async throws -> Turn? {
    guard let reservation = permit.turn.reservation else { return permit.turn }
    guard try await buckets.stands(reservation, of: [.launches, .launchedInstances], region: region) else { return nil }
    let age = now.milliseconds - reservation.madeAt.milliseconds
    if age <= (reservation.delay + Self.patience).milliseconds { return permit.turn }
    await giveBackCall(region: region)
    return nil
  }

  /// Puts back what is not used of it.
  /// - Parameter used: how many instances are asked for; where it is none, no call is made either.
  func giveBack(_ permit: LaunchPermit, used: Int, region: String) async {
    guard permit.turn.reservation != nil else { return }
    if permit.share > used, let limit = limit(of: .launchedInstances) {
      await giveBack(permit.share - used, to: .launchedInstances, limit, region: region)
    }
    if used == 0 { await giveBackCall(region: region) }
  }

  private func giveBackCall(region: String) async {
    guard let limit = limit(of: .launches) else { return }
    await giveBack(1, to: .launches, limit, region: region)
  }

  /// Before an open request is signed anew.
  func turnOfLaunch(region: String) async throws -> Answer {
    try await turn([(.launches, 1...1)], region: region, longestWait: Self.longestLaunchWait, keepsTime: true)
  }
}
